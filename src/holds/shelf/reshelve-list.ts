import type { Library } from '#library.ts'
import { loadReshelve, type ReshelveLine } from './shelf-store.ts'

/** What is to be taken off the hold shelf of a branch: back to its place, or sent home. A scan takes it off the list. */
export async function reshelveList(library: Library, branchId: string, limit = 1000): Promise<ReshelveLine[]> {
  return loadReshelve(library.db, branchId, limit)
}

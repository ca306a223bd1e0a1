import type { Library } from '#library.ts'
import { loadTransitsTo, type TransitLine } from './shelf-store.ts'

/** 回送: what is on its way to a branch, the longest on the way first. */
export async function transitsTo(library: Library, branchId: string, limit = 1000): Promise<TransitLine[]> {
  return loadTransitsTo(library.db, branchId, limit)
}

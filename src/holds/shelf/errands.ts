import type { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { Errand } from './errand.ts'
import { loadErrands } from './errand-store.ts'
import { shelfListMax } from './hold-shelf.ts'

/**
 * 予約棚で処理する資料: what somebody has to take in hand on the hold shelf of a branch. It is sent, put back to its place or
 * given a new slip; the scan there takes it off the list.
 */
export const errandsAt = (library: Library, branchId: BranchId, limit = shelfListMax): Promise<Errand[]> =>
  loadErrands(library.db, { branchId }, limit)

/** What is to be done with one copy; null when nothing is. */
export async function errandOf(library: Library, barcode: string): Promise<Errand | null> {
  return (await loadErrands(library.db, { barcode }, 1))[0] ?? null
}

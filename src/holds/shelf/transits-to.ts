import type { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { shelfListMax } from './hold-shelf.ts'
import { loadTransits } from './shelf-store.ts'
import type { TransitLine } from './transit-line.ts'

/** 回送: what is on its way to a branch, the longest on the way first. */
export async function transitsTo(library: Library, branchId: BranchId, limit = shelfListMax): Promise<TransitLine[]> {
  return loadTransits(library.db, { to: branchId }, null, limit)
}

/** Longer on the road than this, a copy is looked for: at both ends. */
export const lateAfterDays = 7

/**
 * 届いていない回送: what a branch has sent that no other has scanned in a week. A copy that is lost on the road is lost to its
 * sender.
 */
export async function lateTransitsFrom(
  library: Library,
  branchId: BranchId,
  limit = shelfListMax,
): Promise<TransitLine[]> {
  const sentBefore = library.clock.now().subtract({ hours: 24 * lateAfterDays })
  return loadTransits(library.db, { from: branchId }, sentBefore, limit)
}

import { moveShelfDates } from '#holds/shelf/move-shelf-dates.ts'
import type { BranchId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'

type Move = (library: Library, actor: Actor, branchId: BranchId) => Promise<number>

/**
 * After a closure was entered or lifted: the last days on the hold shelf and the due dates of branches follow their
 * calendar, branch by branch.
 * @param moveLoans the due dates: forth, or back
 */
export async function moveDates(
  library: Library,
  actor: Actor,
  branchIds: readonly BranchId[],
  moveLoans: Move,
): Promise<{ holdsMoved: number; loansMoved: number }> {
  const moved = { holdsMoved: 0, loansMoved: 0 }
  for (const branchId of branchIds) {
    moved.holdsMoved += await moveShelfDates(library, actor, branchId)
    moved.loansMoved += await moveLoans(library, actor, branchId)
  }
  return moved
}

import { moveDueDates } from '#circulation/loans/move-due-dates.ts'
import { moveShelfDates } from '#holds/shelf/move-shelf-dates.ts'
import type { BranchId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'

export type DatesMoved = { holdsMoved: number; loansMoved: number }

/** The visits of a bookmobile have changed: last days on its hold shelf and due dates that fall on none move along. */
export async function datesFollow(library: Library, actor: Actor, branchId: BranchId): Promise<DatesMoved> {
  const holdsMoved = await moveShelfDates(library, actor, branchId)
  const loansMoved = await moveDueDates(library, actor, branchId)
  return { holdsMoved, loansMoved }
}

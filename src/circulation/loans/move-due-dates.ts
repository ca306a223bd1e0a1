import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import { saveDueDate } from '#items/loan-store.ts'
import type { Actor, Library } from '#library.ts'
import { findLoansDueOnClosedDays, loadNextDay, lockLoan } from './loan-store.ts'

/**
 * The calendar of a branch or a stop changed: open loans that are due on a day on which nothing can be brought back
 * move to the next one. To be called after a closure or a cancelled visit was entered. Dates that are past stay.
 * @returns how many dates moved
 */
export async function moveDueDates(library: Library, actor: Actor, branchId: BranchId): Promise<number> {
  const desk = deskOf(library, actor)
  let moved = 0
  for (const loanId of await findLoansDueOnClosedDays(library.db, branchId, desk.today)) {
    moved += await transact(library.db, async tx => {
      const loan = await lockLoan(tx, loanId)
      const next = loan && (await loadNextDay(tx, loan.branchId, loan.stopId, loan.dueOn))
      if (!next || next.equals(loan.dueOn)) return 0
      await saveDueDate(tx, desk, loan, next, 'moveDate')
      return 1
    })
  }
  return moved
}

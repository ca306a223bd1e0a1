import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import { saveDueDate } from '#items/loan-store.ts'
import type { Actor, Library } from '#library.ts'
import { loanRuleOf } from '#settings/rules/rule-table.ts'
import { dayOf } from '#time/clock.ts'
import { dueDay } from '../rules/due.ts'
import { findMovedLoans, loadLoanCalendar, lockLoan } from './loan-store.ts'

/**
 * A closure was lifted: open loans whose date had moved along are due again when the rule says, counted from the day on
 * which they were lent or renewed; never on a day that is past. Other dates stay.
 * @returns how many dates moved
 */
export async function moveDueDatesBack(library: Library, actor: Actor, branchId: BranchId): Promise<number> {
  const desk = deskOf(library, actor)
  let moved = 0
  for (const { id, begunAt } of await findMovedLoans(library.db, branchId)) {
    moved += await transact(library.db, async tx => {
      const loan = await lockLoan(tx, id)
      if (!loan) return 0
      const begun = dayOf(begunAt)
      const calendar = await loadLoanCalendar(tx, { ...desk, today: begun }, loan)
      const dueOn = dueDay(loanRuleOf(desk.policy, loan.case).days.value, begun, calendar)
      const isEarlier = Temporal.PlainDate.compare(dueOn, loan.dueOn) < 0
      if (!isEarlier || Temporal.PlainDate.compare(dueOn, desk.today) < 0) return 0
      await saveDueDate(tx, desk, loan, dueOn, 'moveDate')
      return 1
    })
  }
  return moved
}

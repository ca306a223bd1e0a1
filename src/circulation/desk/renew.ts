import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import { othersWait, passedOverAtRenewal } from '#holds/queue/queue-store.ts'
import type { LoanId } from '#ids.ts'
import { saveDueDate } from '#items/loan-store.ts'
import type { Actor, Library } from '#library.ts'
import { loadStanding } from '#patrons/standing-store.ts'
import { loanRuleOf } from '#settings/rules/rule-table.ts'
import { type AllReasons, allReasons, done, type Outcome, refused } from '#std/outcome.ts'
import { loadLoanCalendar, lockLoan } from '../loans/loan-store.ts'
import { dueDay } from '../rules/due.ts'
import { judgeRenewal, type RenewalRefusal } from '../rules/renewal.ts'

/** `notFound`: no such open loan, or none of the patron who asks. */
export type RenewRefusal = RenewalRefusal | { why: 'notFound' }

/**
 * 延長: once, counted from today, if nobody waits for the bib; not when it is overdue. A patron renews their own loans
 * only. Refused with every reason at once.
 * @param on the day on which it happened, where it is told afterwards: it counts as today
 */
export async function renew(
  library: Library,
  actor: Actor,
  loanId: LoanId,
  on?: Temporal.PlainDate,
): Promise<Outcome<{ loanId: LoanId; dueOn: Temporal.PlainDate }, AllReasons<RenewRefusal>>> {
  const here = deskOf(library, actor)
  const desk = { ...here, today: on ?? here.today }
  return transact(library.db, async tx => {
    const loan = await lockLoan(tx, loanId)
    if (!loan || (actor.is === 'patron' && loan.patronId !== actor.patronId))
      return refused({ why: 'notFound' as const, all: [{ why: 'notFound' as const }] })
    const rule = loanRuleOf(library.policy, loan.case)
    const { standing } = await loadStanding(tx, loan.patronId, desk.today)
    const dueOn = dueDay(rule.days.value, desk.today, await loadLoanCalendar(tx, desk, loan))
    const facts = { loan, renewalsMax: rule.renewals.value, standing, newDueOn: dueOn }
    const reasons = judgeRenewal(library.policy, { ...facts, othersWait: await othersWait(tx, desk, loan) }, desk.today)
    const refusal = allReasons(reasons)
    if (refusal) return refused(refusal)
    await saveDueDate(tx, desk, loan, dueOn, 'renew', await passedOverAtRenewal(tx, desk, loan.bibId))
    return done({ loanId, dueOn })
  })
}

import { deskOf } from '#acting.ts'
import { othersWaitFor } from '#holds/queue/queue-store.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { findStanding } from '#patrons/standing-store.ts'
import { loanRuleOf } from '#settings/rules/rule-table.ts'
import { dueDay } from '../rules/due.ts'
import { judgeRenewal, type RenewalRefusal } from '../rules/renewal.ts'
import { type Loan, loadLoanCalendars, loadLoans } from './loan-store.ts'

/** One row of 貸出状況: with why it cannot be renewed now, every reason; none: it can. */
export type MyLoan = Loan & { overdueDays: number; notRenewable: readonly RenewalRefusal[] }

/** The open loans of a patron, as the counter sees them: the one that is due first on top. */
export async function loansOfPatron(library: Library, patronId: PatronId): Promise<MyLoan[]> {
  const { db, policy } = library
  const desk = deskOf(library, { is: 'system' })
  const [loans, found] = await Promise.all([
    loadLoans(db, patronId, othersWaitFor(desk)),
    findStanding(db, patronId, desk.today),
  ])
  // Nobody who has loans is forgotten.
  if (loans.length === 0 || found === null) return []
  const calendars = await loadLoanCalendars(db, desk, loans)
  return loans.map((loan, at) => {
    const { days, renewals } = loanRuleOf(policy, loan.case)
    const newDueOn = dueDay(days.value, desk.today, calendars[at]!)
    const { standing } = found
    const facts = { loan, renewalsMax: renewals.value, standing, othersWait: loan.othersWait, newDueOn }
    const overdueDays = Math.max(0, loan.dueOn.until(desk.today).days)
    return { ...loan, overdueDays, notRenewable: judgeRenewal(policy, facts, desk.today) }
  })
}

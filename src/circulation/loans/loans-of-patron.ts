import { deskOf } from '#acting.ts'
import { othersWaitFor } from '#holds/queue/queue-store.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loanRuleOf } from '#settings/rules/rule-table.ts'
import { type Loan, loadLoans } from './loan-store.ts'

/** One row of 貸出状況: with what the patron may do now. */
export type MyLoan = Loan & { overdueDays: number; renewalsMax: number; mayRenew: boolean }

/** The open loans of a patron, as the counter sees them: the one that is due first on top. */
export async function loansOfPatron(library: Library, patronId: PatronId): Promise<MyLoan[]> {
  const desk = deskOf(library, { is: 'system' })
  const loans = await loadLoans(library.db, patronId, othersWaitFor(desk))
  return loans.map(loan => {
    const overdueDays = Math.max(0, loan.dueOn.until(desk.today).days)
    const renewalsMax = loanRuleOf(library.policy, loan.case).renewals.value
    const mayRenew = overdueDays === 0 && !loan.lost && !loan.othersWait && loan.renewals < renewalsMax
    return { ...loan, overdueDays, renewalsMax, mayRenew }
  })
}

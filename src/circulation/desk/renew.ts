import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import { othersWait, passedOverAtRenewal } from '#holds/queue/queue-store.ts'
import { saveDueDate } from '#items/loan-store.ts'
import type { Actor, Library } from '#library.ts'
import { type Block, blockOf } from '#patrons/rules/block.ts'
import { loadStanding } from '#patrons/standing-store.ts'
import { loanRuleOf } from '#settings/rules/rule-table.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { loadLoanCalendar, lockLoan } from '../loans/loan-store.ts'
import { dueDay } from '../rules/due.ts'

export type RenewRefusal =
  | Block
  | { why: 'notFound' }
  | { why: 'othersWait' }
  | { why: 'noRenewalsLeft'; max: number }
  | { why: 'alreadyOverdue' }
  /** 紛失: there is nothing to keep longer. */
  | { why: 'lost' }
  /** The new date would not be later than the old one: the renewal is kept for later. */
  | { why: 'tooEarly' }

/** 延長: once, counted from today, if nobody waits for the bib; not when it is overdue. A patron renews their own loans only. */
export async function renew(
  library: Library,
  actor: Actor,
  loanId: number,
): Promise<Outcome<{ loanId: number; dueOn: Temporal.PlainDate }, RenewRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async tx => {
    const loan = await lockLoan(tx, loanId)
    if (!loan || (actor.is === 'patron' && loan.patronId !== actor.patronId)) return refused({ why: 'notFound' })
    if (loan.lost) return refused({ why: 'lost' })
    if (Temporal.PlainDate.compare(loan.dueOn, desk.today) < 0) return refused({ why: 'alreadyOverdue' })
    const rule = loanRuleOf(library.policy, loan.case)
    const max = rule.renewals.value
    if (loan.renewals >= max) return refused({ why: 'noRenewalsLeft', max })
    const { standing } = await loadStanding(tx, loan.patronId, desk.today)
    const block = blockOf(standing, desk.today, library.policy)
    if (block) return refused(block)
    if (await othersWait(tx, desk, loan.bibId, loan.patronId)) return refused({ why: 'othersWait' })
    const dueOn = dueDay(rule.days.value, desk.today, await loadLoanCalendar(tx, desk, loan))
    if (Temporal.PlainDate.compare(dueOn, loan.dueOn) <= 0) return refused({ why: 'tooEarly' })
    await saveDueDate(tx, desk, loan, dueOn, 'renew', await passedOverAtRenewal(tx, desk, loan.bibId))
    return done({ loanId, dueOn })
  })
}

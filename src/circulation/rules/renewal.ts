import { type Block, blocksOf, type Standing } from '#patrons/rules/block.ts'
import type { Policy } from '#policy.ts'

export type RenewalRefusal =
  | Block
  | { why: 'othersWait' }
  | { why: 'noRenewalsLeft'; max: number }
  | { why: 'alreadyOverdue' }
  /** 紛失: there is nothing to keep longer. */
  | { why: 'lost' }
  /** The new date would not be later than the old one: the renewal is kept for later. */
  | { why: 'tooEarly' }

/** What a renewal is judged by. */
export type RenewalFacts = {
  loan: { dueOn: Temporal.PlainDate; renewals: number; lost: boolean }
  renewalsMax: number
  standing: Standing
  /** Whether others wait for the title, so that it cannot be kept longer. */
  othersWait: boolean
  /** The due date that a renewal today would give. */
  newDueOn: Temporal.PlainDate
}

/**
 * Why a loan is not renewed on a day, all reasons. None: it is renewed. One answer for the action and for the pages
 * that offer it.
 */
export function judgeRenewal(
  policy: Policy,
  { loan, renewalsMax, standing, othersWait, newDueOn }: RenewalFacts,
  today: Temporal.PlainDate,
): RenewalRefusal[] {
  const reasons: RenewalRefusal[] = []
  if (loan.lost) reasons.push({ why: 'lost' })
  if (Temporal.PlainDate.compare(loan.dueOn, today) < 0) reasons.push({ why: 'alreadyOverdue' })
  if (loan.renewals >= renewalsMax) reasons.push({ why: 'noRenewalsLeft', max: renewalsMax })
  reasons.push(...blocksOf(standing, today, policy))
  if (othersWait) reasons.push({ why: 'othersWait' })
  // Later it may go, unless something else stands in the way.
  const isTooEarly = reasons.length === 0 && Temporal.PlainDate.compare(newDueOn, loan.dueOn) <= 0
  return isTooEarly ? [{ why: 'tooEarly' }] : reasons
}

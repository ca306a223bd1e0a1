import type { Hold } from '#holds/rules/hold.ts'
import type { HoldId, PatronId } from '#ids.ts'
import { type Block, blocksOf, type Standing } from '#patrons/rules/block.ts'
import type { Policy } from '#policy.ts'
import type { LoanRule, Ruled } from '#settings/rules/rule-table.ts'

/** What a patron has on loan, of everything and of the item category in question: from one branch, and from all. */
export type OpenLoans = { here: number; hereOfCategory: number; inAll: number; inAllOfCategory: number }

export type LimitRefusal = { why: 'tooManyLoans'; max: number; open: number }

/** The first limit that one more loan would break, with the row it comes from; null: none. */
function brokenLimit(rule: LoanRule, open: OpenLoans): (LimitRefusal & { row: number | null }) | null {
  const limits: [Ruled<number | null> | null, number][] = [
    [rule.loans.all, open.here],
    [rule.loans.category, open.hereOfCategory],
    [rule.loansInAll.all, open.inAll],
    [rule.loansInAll.category, open.inAllOfCategory],
  ]
  for (const [limit, count] of limits) {
    if (limit !== null && limit.value !== null && count >= limit.value)
      return { why: 'tooManyLoans', max: limit.value, open: count, row: limit.row }
  }
  return null
}

/** What a loan of a copy to a patron is judged by. */
export type LendingFacts = {
  item: { status: string; category: string; loan: { patronId: PatronId } | null }
  patronId: PatronId
  standing: Standing
  rule: LoanRule
  open: OpenLoans
  /** The newest number of a magazine, which stays in the house. */
  stays: boolean
  /** The hold of somebody else to which the copy is bound; see `heldForAnother`. */
  heldFor: HoldId | null
}

export type LendingRefusal =
  | Block
  | LimitRefusal
  | { why: 'notForLoan' }
  /** The newest number of a magazine, which stays until the next has come. */
  | { why: 'newestStays' }
  | { why: 'withdrawn' }
  | { why: 'inRepair' }
  | { why: 'heldForAnother'; holdId: HoldId }
  | { why: 'onLoan'; toThisPatron: boolean }

/**
 * Why a copy is not lent to a patron, all reasons: what stands against the copy first, then against the patron, for
 * nobody counts loans for a book that is another's. None: it is lent. One answer for the desk that lends and for the
 * page that says what may be lent.
 * @param override staff set limits and blocks aside, with a reason
 */
export function judgeLending(
  policy: Policy,
  { item, patronId, standing, rule, open, stays, heldFor }: LendingFacts,
  today: Temporal.PlainDate,
  override = false,
): LendingRefusal[] {
  // A copy that is not there to be lent: nothing else matters to whoever stands there with it.
  if (item.status === 'withdrawn') return [{ why: 'withdrawn' }]
  if (item.status === 'repair') return [{ why: 'inRepair' }]
  if (item.loan) return [{ why: 'onLoan', toThisPatron: item.loan.patronId === patronId }]
  const held: LendingRefusal[] = heldFor === null ? [] : [{ why: 'heldForAnother', holdId: heldFor }]
  if (override) return held
  const limit = brokenLimit(rule, open)
  return [
    ...held,
    ...(item.category === 'reference' ? [{ why: 'notForLoan' } as const] : []),
    ...(stays ? [{ why: 'newestStays' } as const] : []),
    ...blocksOf(standing, today, policy),
    ...(limit ? [{ why: limit.why, max: limit.max, open: limit.open }] : []),
  ]
}

/**
 * A captured copy goes only to the patron of its hold: the hold that keeps it from somebody else, or null. One that is
 * cancelled keeps nothing.
 */
export const heldForAnother = (
  hold: Pick<Hold, 'id' | 'patronId' | 'state'> | null,
  patronId: PatronId,
): HoldId | null => (hold && hold.patronId !== patronId && hold.state.is !== 'cancelApplied' ? hold.id : null)

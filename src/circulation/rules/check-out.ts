import type { Bindable } from '#holds/rules/binding.ts'
import type { Hold } from '#holds/rules/hold.ts'
import { type HoldStep, nothing, type Steps } from '#holds/rules/steps.ts'
import type { BranchId, StopId } from '#ids.ts'
import type { LockedItem } from '#items/rules/item.ts'
import type { Policy } from '#policy.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { heldForAnother, judgeLending, type LendingFacts, type LendingRefusal } from './lending.ts'

/** The reason that weighs most, and the others that stand besides. */
export type CheckOutRefusal =
  | (LendingRefusal & { besides: LendingRefusal[] })
  | { why: 'unknownPatron' }
  | { why: 'unknownItem' }

/** What a loan is decided by; all of it under the locks of the patron, the bib and the copy. */
export type CheckOutFacts = Omit<LendingFacts, 'item' | 'heldFor'> & {
  item: LockedItem
  at: { branchId: BranchId; stopId: StopId | null }
  dueOn: Temporal.PlainDate
  /** The hold to which the copy is bound. */
  holder: Bindable | null
  /** The patron's own open hold on the bib, whichever copy it is for. */
  own: Hold | null
  /** The reason for which staff set limits and blocks aside. */
  override: string | null
}

export type CheckOutDecision = { steps: Steps; fulfilled: Hold | null }

/**
 * 貸出: whether a copy is lent, and what the loan ends. A captured copy goes only to the patron of its hold, one that
 * nobody is to have to whoever brings it to the counter. It fulfils the patron's hold on the bib, whichever copy they
 * take.
 */
export function decideCheckOut(
  policy: Policy,
  facts: CheckOutFacts,
  today: Temporal.PlainDate,
): Outcome<CheckOutDecision, CheckOutRefusal> {
  const { item, patronId, at, override } = facts
  const heldFor = heldForAnother(facts.holder?.hold ?? null, patronId)
  const [first, ...besides] = judgeLending(policy, { ...facts, heldFor }, today, override !== null)
  if (first) return refused({ ...first, besides })
  const holds: HoldStep[] = []
  const holder = facts.holder?.hold
  // The other one does not want it any more, though the cancellation is taken in only at night.
  if (holder && holder.patronId !== patronId)
    holds.push({ hold: holder, to: { is: 'cancelApplied', itemId: null }, why: 'letGo', itemId: item.id, by: null })
  // An application is not the library's yet: the night sees the loan and answers it (alreadyOnLoan).
  const fulfilled = facts.own && facts.own.state.is !== 'applied' ? facts.own : null
  if (fulfilled)
    holds.push({ hold: fulfilled, to: { is: 'closed', why: 'fulfilled' }, why: 'checkOut', itemId: item.id })
  return done({
    fulfilled,
    steps: {
      ...nothing,
      holds,
      item: {
        to: 'loan',
        currentBranchId: at.branchId,
        at: at.branchId,
        why: 'checkOut',
        detail: override,
        endsTransit: item.transit ? 'elsewhere' : null,
        lend: { patronId, ...at, dueOn: facts.dueOn },
      },
    },
  })
}

import type { BibId, HoldId, PatronId } from '#ids.ts'
import type { Contact, Hold, HoldState } from './hold.ts'

/**
 * 統合: of two records of one title, or two registrations of one person, `from` goes over into `into`. Their open holds
 * meet: two of them are about the same thing when one patron has both (of two records), or both are of one bib (of two
 * patrons).
 */
export type MeetingHold = {
  id: HoldId
  side: 'from' | 'into'
  /** What the two sides share: the patron when records are merged, the bib when patrons are. */
  shared: number
  state: HoldState
  place: number | null
  appliedAt: Temporal.Instant
}

/** An open loan of one side. */
export type MeetingLoan = { side: 'from' | 'into'; shared: number }

/** Why a hold ends by a merge: the code that stands at it, and what happened in its story. */
export type MergeEnd = 'fallTogether' | 'alreadyHave'

/**
 * Which holds end by a merge, and why; all others go on, with their places in the queue. domain.md: a patron has at
 * most one open hold a bib (invariant 3), and who has a title on loan cannot reserve it.
 * - A hold that still waits for a title that its patron has on loan from the other side ends (`alreadyHave`): it could
 *   not have been placed, and a loan ends the patron's hold whichever copy they took. One with a copy of its own stays,
 *   for it was promised; an application is answered by the night, as always.
 * - Of two holds one survives: the one further along, else the one with the earlier place (`fallTogether`).
 */
export function endsOfMerge(holds: readonly MeetingHold[], loans: readonly MeetingLoan[]): Map<HoldId, MergeEnd> {
  const ends = new Map<HoldId, MergeEnd>()
  for (const [shared, meeting] of Map.groupBy(holds, hold => hold.shared)) {
    const borrowed = loans.filter(loan => loan.shared === shared)
    for (const hold of meeting) {
      if (hold.state.is === 'waiting' && borrowed.some(loan => loan.side !== hold.side))
        ends.set(hold.id, 'alreadyHave')
    }
    const left = meeting.filter(hold => !ends.has(hold.id)).sort(furtherAlong)
    for (const hold of left.slice(1)) ends.set(hold.id, 'fallTogether')
  }
  return ends
}

/** How far a hold has come. One whose cancellation is applied for comes last: the patron wants the other. */
const steps: HoldState['is'][] = ['closed', 'cancelApplied', 'applied', 'waiting', 'captured', 'inTransit', 'ready']

const furtherAlong = (a: MeetingHold, b: MeetingHold): number =>
  steps.indexOf(b.state.is) - steps.indexOf(a.state.is) ||
  (a.place ?? Number.POSITIVE_INFINITY) - (b.place ?? Number.POSITIVE_INFINITY) ||
  Temporal.Instant.compare(a.appliedAt, b.appliedAt) ||
  a.id - b.id

/**
 * 予約連絡方法 of a hold that goes over to a patron with other addresses: who cannot be reached so is reached otherwise
 * (M21). A ready one keeps it, for its last day was calculated from it; who is not reached by mail any more is called.
 */
export function contactAfter(
  { state, contact }: Pick<Hold, 'state' | 'contact'>,
  registered: { phone: boolean; mail: boolean },
): Contact {
  if (state.is === 'ready' || state.is === 'closed' || contact === 'self' || registered[contact]) return contact
  return registered.phone ? 'phone' : registered.mail ? 'mail' : 'self'
}

/** One side of a merge as it stands before it. */
export type MergeSide<Id extends number> = { id: Id; gone: boolean; mergedInto: Id | null }

export type MergeRefusal<Id extends number = BibId | PatronId> =
  | { why: 'unknown' } // what is to go over
  | { why: 'unknownTarget' } // where it is to go
  | { why: 'same' }
  | { why: 'circle' } // the target goes by the name of this one already
  | { why: 'mergedElsewhere'; into: Id }

/**
 * Whether one may go over into the other; `done`: it has. A target that was merged itself means the one it went into.
 */
export function judgeMerge<Id extends number>(
  from: MergeSide<Id> | undefined,
  into: MergeSide<Id> | undefined,
): { is: 'may'; into: Id } | { is: 'done'; into: Id } | { is: 'refused'; refusal: MergeRefusal<Id> } {
  if (!from) return { is: 'refused', refusal: { why: 'unknown' } }
  if (!into || into.gone) return { is: 'refused', refusal: { why: 'unknownTarget' } }
  if (from.id === into.id) return { is: 'refused', refusal: { why: 'same' } }
  const target = into.mergedInto ?? into.id
  if (target === from.id) return { is: 'refused', refusal: { why: 'circle' } }
  if (from.mergedInto === target) return { is: 'done', into: target }
  if (from.mergedInto !== null) return { is: 'refused', refusal: { why: 'mergedElsewhere', into: from.mergedInto } }
  return { is: 'may', into: target }
}

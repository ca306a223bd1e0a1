import type { BranchId, HoldId, ItemId } from '#ids.ts'
import type { Hold, HoldState } from './hold.ts'
import { itemOf } from './hold.ts'
import { type CopyGoneBy, type HoldStep, nothing, type Steps } from './steps.ts'

/** Another member of the same set that is still open and wanted. */
export type Member = {
  hold: Hold
  /** Its copy stands on the hold shelf of its pickup location. */
  isThere: boolean
  /** The last day on the hold shelf, should it become ready today. */
  lastDay: Temporal.PlainDate
}

/** A hold as a copy may be bound to it. */
export type Bindable = {
  hold: Hold
  /** The last four digits of the card, for the slip. */
  cardLast4: string
  /** The last day on the hold shelf, should it become ready today. */
  lastDay: Temporal.PlainDate
  /** The last day that may be said at the desk: the one that was told, else the earliest that it can become. */
  dayToSay: Temporal.PlainDate
  /** The others of its set; empty when it is no member of one. */
  members: readonly Member[]
  passedOver?: readonly HoldId[] | null
}

/** How a copy stands to the pickup location of a hold. */
export type Place =
  | 'inHandThere' // scanned at it
  | 'standsThere' // on its hold shelf, with the slip of somebody else
  | 'elsewhere'

/**
 * 確保: what becomes of a hold to which a copy is bound, and of its set (M26, M29, M34, M35). At the pickup location it
 * is ready, or kept until its set is complete; elsewhere it is on its way, though nobody may have sent it yet.
 */
export function bind(itemId: ItemId, wanted: Bindable, place: Place, why: 'capture' | 'arrive'): Steps {
  const { hold, lastDay, members } = wanted
  const isSet = hold.kind === 'set'
  const isThere = place !== 'elsewhere'
  const to: HoldState = isSet
    ? { is: 'captured', itemId }
    : isThere
      ? { is: 'ready', itemId, pickUpBy: lastDay }
      : { is: 'inTransit', itemId }
  const step: HoldStep = { hold, to, why, passedOver: wanted.passedOver ?? null, inHand: place === 'inHandThere' }
  const bound: Steps = { ...nothing, holds: [step] }
  if (!isThere) return bound
  if (!isSet) return { ...bound, ready: [{ ...hold, state: to }] }
  const completed = complete([...members, { hold: { ...hold, state: to }, isThere: true, lastDay }])
  return { ...bound, holds: [step, ...completed.holds], ready: completed.ready }
}

/**
 * 揃い (M29): when the last member of a set has come, all become ready together, with one notice. A member that has
 * ended, or whose cancellation is applied for, is not waited for.
 */
export function complete(members: readonly Member[]): Pick<Steps, 'holds' | 'ready'> {
  const kept = members.filter(({ hold }) => hold.state.is === 'captured')
  const isComplete = members.every(
    ({ hold, isThere }) => hold.state.is === 'ready' || (isThere && kept.some(one => one.hold.id === hold.id)),
  )
  if (!isComplete || kept.length === 0) return { holds: [], ready: [] }
  const inOrder = [...kept].sort((a, b) => a.hold.orderPosition - b.hold.orderPosition || a.hold.id - b.hold.id)
  return {
    holds: inOrder.map(({ hold, lastDay }) => ({
      hold,
      to: { is: 'ready', itemId: itemOf(hold.state)!, pickUpBy: lastDay },
      why: 'complete',
    })),
    ready: inOrder.map(({ hold }) => hold),
  }
}

/**
 * What becomes of a copy that no hold binds any more and that nobody has in hand. On the hold shelf it stays where it
 * stands until somebody takes it in hand: it is given to the next hold at once, else to nobody; the list of its branch
 * says what is to be done. On the way it travels on, and the next one is looked for where it arrives.
 */
export function handOn(item: { id: ItemId; status: string; currentBranchId: BranchId }, next: Bindable | null): Steps {
  if (item.status !== 'holdShelf') return nothing
  const stays = { to: 'holdShelf', currentBranchId: item.currentBranchId, at: null } as const
  if (!next) return { ...nothing, item: { ...stays, why: 'offHoldShelf' } }
  const place = next.hold.pickup.branchId === item.currentBranchId ? 'standsThere' : 'elsewhere'
  return { ...bind(item.id, next, place, 'capture'), item: { ...stays, why: 'capture' } }
}

/**
 * A hold is without the copy that it had: it waits again at its old place. One whose cancellation is applied for stays
 * so, without the copy.
 */
export function loses(hold: Hold, itemId: ItemId, by: CopyGoneBy): HoldStep {
  const step = { hold, itemId, by }
  return hold.state.is === 'cancelApplied'
    ? { ...step, to: { is: 'cancelApplied', itemId: null }, why: 'letGo' }
    : { ...step, to: { is: 'waiting' }, why: 'lose' }
}

import { type Bindable, bind } from '#holds/rules/binding.ts'
import { type Hold, type HoldState, itemOf } from '#holds/rules/hold.ts'
import { type HoldStep, joined, nothing, type Steps } from '#holds/rules/steps.ts'
import type { BranchId, HoldId, ItemId } from '#ids.ts'
import { type Goes, isComing, type LockedItem, type ScanStep } from '#items/rules/item.ts'

/** What is to be done with a scanned copy: a large word on the screen of the counter. */
export type Verdict =
  | { do: 'shelve'; title: string }
  | {
      do: 'holdShelf'
      title: string
      holdId: HoldId
      /** The last four digits of the card, for the slip. */
      cardLast4: string
      /** As far as anybody may rely on it (`dayToSay`); null while the copy is kept for a set that is not complete. */
      pickUpBy: Temporal.PlainDate | null
      waitsForSet: boolean
    }
  /** `to` is a branch: that of the hold's pickup location, or the home of the copy (holdId null). */
  | { do: 'send'; title: string; to: string; holdId: HoldId | null }
  | { do: 'stop'; why: 'unknownItem' | 'withdrawn' | 'inRepair'; title: string | null }

/** What the scan of a copy is decided by; all of it under the locks of its bib and its row. */
export type ScanFacts = {
  item: LockedItem
  /** The branch of the desk. */
  branchId: BranchId
  /** The hold to which the copy is bound, and whether its pickup location is no more. */
  holder: (Bindable & { placeHasEnded: boolean }) | null
  /** The first in the queue that may be given it, once its holder lets go of it. */
  next: Bindable | null
  /** The desk says that it is found, or repaired, and why it says so; null for a plain scan. */
  found: string | null
}

export type ScanDecision = { verdict: Verdict; steps: Steps }

/**
 * 読みとり: what becomes of a copy that is scanned at a desk, and of the holds about it. The last scan decides where a
 * thing is: a loan ends, a journey ends or begins here, and a copy that is elsewhere than its hold says is on its way
 * from here on (M26, M34, M35).
 */
export function decideScan(facts: ScanFacts): ScanDecision {
  const { item, holder, found } = facts
  const { title } = item
  if (item.status === 'withdrawn' && found === null)
    return { verdict: { do: 'stop', why: 'withdrawn', title }, steps: nothing }
  if (item.status === 'repair' && found === null)
    return { verdict: { do: 'stop', why: 'inRepair', title }, steps: nothing }
  if (!holder) return receive(facts)
  const lettingGo = letsGo(holder, item.id)
  if (lettingGo) {
    // Whoever is chosen passes over it from now on, as over all whose place is no more.
    const passedOver = [...(facts.next?.passedOver ?? []), ...(holder.placeHasEnded ? [holder.hold.id] : [])]
    const received = receive({ ...facts, next: facts.next && { ...facts.next, passedOver } })
    return { ...received, steps: joined({ ...nothing, holds: [lettingGo] }, received.steps) }
  }
  return bring(facts, holder)
}

/** What becomes of a hold that lets go of its copy as it comes by; null when it keeps it. */
function letsGo({ hold, placeHasEnded }: NonNullable<ScanFacts['holder']>, itemId: ItemId): HoldStep | null {
  // The patron does not want it any more: it goes on, though the cancellation is taken in only at night.
  if (hold.state.is === 'cancelApplied')
    return { hold, to: { is: 'cancelApplied', itemId: null }, why: 'letGo', itemId, by: null }
  // Nobody can fetch it there: it goes on, and the hold waits until its patron has named another place.
  if (placeHasEnded) return { hold, to: { is: 'waiting' }, why: 'placeEnded', itemId }
  return null
}

/** A copy that is bound: it has come to its pickup location, stands there already, or is sent there (again). */
function bring(facts: ScanFacts, holder: Bindable): ScanDecision {
  const { item, branchId } = facts
  const { hold } = holder
  const to = hold.pickup.branchId
  if (branchId === to) {
    // It stands where it belongs; the slip may be another one than before.
    if (item.status === 'holdShelf' && item.currentBranchId === branchId)
      return { verdict: toHoldShelf(item, holder, hold.state), steps: { ...nothing, slip: hold.id } }
    const step = stepHere(facts, 'arrive', { to: 'holdShelf' })
    const steps = { ...bind(item.id, holder, 'inHandThere', 'arrive'), item: step }
    return { verdict: toHoldShelf(item, holder, lastStateOf(hold, steps)), steps }
  }
  const verdict: Verdict = { do: 'send', title: item.title, to, holdId: hold.id }
  if (isOnItsWay(item, branchId, to, hold.id)) return { verdict, steps: nothing }
  const send = { from: branchId, to, holdId: hold.id }
  const step = stepHere(facts, 'redirect', { to: 'transit', send })
  if (hold.state.is !== 'ready') return { verdict, steps: { ...nothing, item: step } }
  const astray: HoldStep = {
    hold,
    to: hold.kind === 'set' ? { is: 'captured', itemId: item.id } : { is: 'inTransit', itemId: item.id },
    why: 'astray',
  }
  return { verdict, steps: { ...nothing, item: step, holds: [astray] } }
}

/**
 * A copy that nothing binds: to the next hold, else to its place on the shelf or home. One that was on order, or made
 * ready, is here by that.
 */
function receive(facts: ScanFacts): ScanDecision {
  const { item, branchId, next } = facts
  const { title, homeBranchId } = item
  const isFound = item.status === 'missing' || facts.found !== null
  const isReceived = isComing(item.status)
  const why = item.loan ? 'return' : item.transit ? 'arrive' : isReceived ? 'received' : isFound ? 'found' : 'scan'
  if (next) {
    const to = next.hold.pickup.branchId
    if (to === branchId) {
      const step = stepHere(facts, why, { to: 'holdShelf' })
      const steps = { ...bind(item.id, next, 'inHandThere', 'capture'), item: step }
      return { verdict: toHoldShelf(item, next, lastStateOf(next.hold, steps)), steps }
    }
    const send = { from: branchId, to, holdId: next.hold.id }
    const step = stepHere(facts, why, { to: 'transit', send })
    const steps = { ...bind(item.id, next, 'elsewhere', 'capture'), item: step }
    return { verdict: { do: 'send', title, to, holdId: next.hold.id }, steps }
  }
  if (homeBranchId === branchId) {
    const step = stepHere(facts, why, { to: 'shelf' })
    return { verdict: { do: 'shelve', title }, steps: { ...nothing, item: step } }
  }
  const verdict: Verdict = { do: 'send', title, to: homeBranchId, holdId: null }
  if (isOnItsWay(item, branchId, homeBranchId, null)) return { verdict, steps: nothing }
  const send = { from: branchId, to: homeBranchId, holdId: null }
  const step = stepHere(facts, why, { to: 'transit', send })
  return { verdict, steps: { ...nothing, item: step } }
}

/** A step of the copy that a scan at this desk is: whatever loan or journey there was ends with it. */
const stepHere = ({ item, branchId, found }: ScanFacts, why: ScanStep['why'], goes: Goes): ScanStep => ({
  why,
  ...goes,
  currentBranchId: goes.to === 'transit' ? goes.send.to : branchId,
  at: branchId,
  detail: found,
  endsLoan: item.loan ? { at: branchId } : null,
  endsTransit: !item.transit ? null : item.transit.toBranchId === branchId ? 'arrived' : 'elsewhere',
})

/** The second scan of a copy that was sent there from here says the same and changes nothing. */
const isOnItsWay = ({ transit }: LockedItem, from: string, to: string, holdId: HoldId | null) =>
  transit?.fromBranchId === from && transit.toBranchId === to && transit.holdId === holdId

/** To the hold shelf, with a slip; `state` is that of the hold from now on. */
function toHoldShelf(item: LockedItem, { hold, cardLast4, dayToSay }: Bindable, state: HoldState): Verdict {
  const pickUpBy = state.is === 'ready' ? dayToSay : null
  const waitsForSet = itemOf(state) !== null && pickUpBy === null
  return { do: 'holdShelf', title: item.title, holdId: hold.id, cardLast4, pickUpBy, waitsForSet }
}

const lastStateOf = (hold: Hold, steps: Steps): HoldState => steps.holds.findLast(step => step.hold.id === hold.id)!.to

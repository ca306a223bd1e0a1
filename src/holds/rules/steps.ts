import type { HoldId, ItemId } from '#ids.ts'
import type { ItemStep } from '#items/rules/item.ts'
import type { CancelReason } from './changing/cancel-reason.ts'
import type { Hold, HoldState } from './hold.ts'
import type { IntakeRefusal } from './order.ts'

/** One step in the life of a hold, as a decision says it. */
export type HoldStep = { hold: Hold; to: HoldState } & Happened

/** What happened to a hold, each with the facts that its story keeps of it. Which states it leads to: transition.ts. */
export type Happened =
  | ShelfHappened
  | { why: 'takeIn' | 'applyCancel' | 'keep' | 'takeCancelIn' | 'complete' | 'astray' | 'resume' }
  | { why: 'notNeeded' | 'enough' | 'fallTogether' | 'alreadyHave' }
  | { why: 'refuse'; refusal: IntakeRefusal }
  /** `reason` in the staff's words; `because`: what of it the patron is told. */
  | { why: 'cancel'; reason: string; because: CancelReason | null }
  /** `passedOver`: as far as nothing else will tell it. `inHand`: the slip that is put into the copy now is right. */
  | { why: 'capture' | 'arrive'; passedOver: readonly HoldId[] | null; inHand: boolean }
  /** `by`: what became of its copy; null when that only came by. */
  | { why: 'lose' | 'letGo'; itemId: ItemId; by: CopyGoneBy | null }
  | { why: 'placeEnded' | 'checkOut' | 'undo'; itemId: ItemId }
  /** `notNeeded`: the day until which its patron needed it has passed too. */
  | { why: 'expire'; notNeeded: boolean }
  | { why: 'suspend'; until: Temporal.PlainDate }
  | { why: 'neededUntil'; until: Temporal.PlainDate | null }
  /** `before`: the hold of its bib before which it stands from now on; null: it goes to the end of the queue. */
  | { why: 'move'; reason: string; before: HoldId | null }
  | { why: 'giveWay'; before: HoldId | null }
  | { why: 'convert'; into: 'series' | 'ordinary' }
  | { why: 'rebind'; beyondLimit: boolean }
  | { why: 'moveToTitle'; reason: string }

/** What became of a copy, that its hold is without it. */
export type CopyGoneBy = 'missing' | 'repair' | 'withdrawn' | 'lost' | 'moveToBib'

/** What happens to a ready hold while its copy stays on the hold shelf. */
export type ShelfHappened =
  | { why: 'moveDate' | 'changePickup' }
  /** Notice was given; or nobody was told after all, and why. */
  | { why: 'notice'; takenBack: 'notDelivered' | 'notCalled' | null }
  | { why: 'lengthen'; until: Temporal.PlainDate }

/**
 * What a decision about one copy changes: the copy, the holds in this order, and what is told. It is data: whoever
 * decides has written nothing, whoever writes decides nothing.
 */
export type Steps = {
  item: ItemStep | null
  holds: HoldStep[]
  /** Holds that become ready now: the members of a set in one notice, else one. */
  ready: Hold[]
  /** The hold whose slip is made anew, though nothing else changes. */
  slip: HoldId | null
}

export const nothing: Steps = { item: null, holds: [], ready: [], slip: null }

/** Both, the first one first. Only one of them may change the copy. */
export const joined = (first: Steps, second: Steps): Steps => ({
  item: first.item ?? second.item,
  holds: [...first.holds, ...second.holds],
  ready: [...first.ready, ...second.ready],
  slip: first.slip ?? second.slip,
})

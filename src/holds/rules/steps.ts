import type { HoldId, ItemId } from '#ids.ts'
import type { ItemStep } from '#items/rules/item.ts'
import type { Hold, HoldState } from './hold.ts'
import type { HoldHappening } from './transition.ts'

/** One step in the life of a hold, as a decision says it. */
export type HoldStep = {
  hold: Hold
  to: HoldState
  why: HoldHappening
  /** Which copy it was about, for the history; its own when not said. */
  itemId?: ItemId | null
  detail?: string | null
  /** The holds that a capture passed over, as far as nothing else will tell it. */
  passedOver?: readonly HoldId[] | null
  /** The copy is in hand at the desk: the slip that is put into it now is right. */
  slip?: boolean
}

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
export const together = (first: Steps, second: Steps): Steps => ({
  item: first.item ?? second.item,
  holds: [...first.holds, ...second.holds],
  ready: [...first.ready, ...second.ready],
  slip: first.slip ?? second.slip,
})

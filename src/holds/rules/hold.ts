import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import type { BibId, HoldId, ItemId, OrderId, PatronId } from '#ids.ts'

/** 予約: one patron's claim to the next copy of one bib. A state carries exactly its own data. */
export type HoldState =
  | { is: 'applied' } // 予約申込
  | { is: 'waiting' } // 確保待ち; 準備中 while an earlier hold of its series is unreleased
  | { is: 'captured'; itemId: ItemId } // 準備中: kept for a set that is not complete yet (stored as waiting, with an item)
  | { is: 'inTransit'; itemId: ItemId } // 他館確保
  | { is: 'ready'; itemId: ItemId; pickUpBy: Temporal.PlainDate } // 貸出可能
  | { is: 'cancelApplied'; itemId: ItemId | null } // 取消申込
  | { is: 'closed'; why: ClosedWhy } // 貸出済 / 取消 / 取消（期限切れ）/ 受付不可

export type ClosedWhy = 'fulfilled' | 'cancelled' | 'expired' | 'refused'

/** The copy a state binds, if any. */
export const itemOf = (state: HoldState): ItemId | null => ('itemId' in state ? state.itemId : null)

/** 予約連絡方法 (M21): by phone, by mail, or the patron looks for themself. */
export const contacts = ['phone', 'mail', 'self'] as const
export type Contact = (typeof contacts)[number]

/** 通常予約, シリーズ予約, 揃い予約. */
export type HoldKind = 'ordinary' | 'series' | 'set'

/** Where it was applied for: on the web, on an in-library terminal, at the counter. */
export type Channel = 'web' | 'terminal' | 'counter'

export type Hold = {
  id: HoldId
  patronId: PatronId | null
  bibId: BibId
  /** Staff may ask for one very copy. */
  onlyItemId: ItemId | null
  orderId: OrderId
  orderPosition: number
  kind: HoldKind
  channel: Channel
  state: HoldState
  pickup: PickupLocation
  contact: Contact
  appliedAt: Temporal.Instant
  suspendedUntil: Temporal.PlainDate | null
  notNeededAfter: Temporal.PlainDate | null
  /** いずれか予約: so many titles of its order are enough; null: all of them are wanted. */
  enough: number | null
}

/** 状態, as the patron reads it (M30–M36 and the ended ones); the words stand in text/. */
export type ShownStatus =
  | 'applied' // 予約申込
  | 'waiting' // 確保待ち
  | 'preparing' // 準備中
  | 'inTransit' // 他館確保
  | 'ready' // 貸出可能
  | 'cancelApplied' // 取消申込
  | 'fulfilled' // 貸出済
  | 'cancelled' // 取消
  | 'expired' // 取消（期限切れ）
  | 'refused' // 受付不可

/**
 * The one function that turns a stored state into what is shown, for web, mail and protocols alike.
 * @param released false while an earlier hold of its series has not been released (M28, M33)
 */
export function shownStatus(state: HoldState, released: boolean): ShownStatus {
  switch (state.is) {
    case 'applied':
    case 'inTransit':
    case 'ready':
    case 'cancelApplied':
      return state.is
    case 'waiting':
      return released ? 'waiting' : 'preparing'
    case 'captured':
      return 'preparing'
    case 'closed':
      return state.why
    default:
      return state satisfies never
  }
}

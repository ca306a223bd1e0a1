import type { HoldId, ItemId } from '#ids.ts'

/** What is to be done with a copy that stands on a hold shelf. */
export type ErrandKind =
  | 'shelve' // taken off, back to its place here
  | 'send' // taken off and sent: to the pickup location of its hold, or home
  | 'slip' // it stays, for somebody else or at another stop: it wants a new slip

/** 処理する資料: a copy that somebody has to take in hand where it stands. A scan there takes it off the list. */
export type Errand = {
  itemId: ItemId
  barcode: string
  title: string
  /** The branch on whose hold shelf it stands. */
  standsAt: string
  standsAtName: string
  what: ErrandKind
  /** The branch to which it is sent; where it stands when it stays. */
  to: string
  toName: string
  /** The hold it is for; null when it goes back to its place. */
  holdId: HoldId | null
  shelf: string | null
  callNumber: string | null
}

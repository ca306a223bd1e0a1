import type { HoldId, ItemId } from '#ids.ts'

/** A copy on the road between two branches. */
export type TransitLine = {
  itemId: ItemId
  barcode: string
  title: string
  from: string
  fromName: string
  to: string
  toName: string
  holdId: HoldId | null
  sentAt: Temporal.Instant
}

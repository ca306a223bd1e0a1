/** A copy on the road between two branches. */
export type TransitLine = {
  itemId: number
  barcode: string
  title: string
  from: string
  fromName: string
  to: string
  toName: string
  holdId: number | null
  sentAt: Temporal.Instant
}

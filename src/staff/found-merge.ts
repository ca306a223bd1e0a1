/** A merge as the audit trail tells it. */
export type FoundMerge = {
  at: Temporal.Instant
  staffLogin: string
  reason: string
  copies: number
  loans: number
  holds: number
  ended: number
}

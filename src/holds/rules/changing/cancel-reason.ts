/** Why staff cancelled a hold, as far as the patron is told; the staff's own words beside it stay in the story. */
const cancelReasons = ['byPhone', 'atCounter', 'copyGone', 'placeEnds'] as const
export type CancelReason = (typeof cancelReasons)[number]

/** What of a reason the patron is told; null: nothing (そのほか). */
export const readCancelReason = (code: string | null | undefined): CancelReason | null =>
  cancelReasons.find(reason => reason === code) ?? null

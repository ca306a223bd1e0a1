/** 予約受取館: a branch, or a stop of the bookmobile. */
export type PickupLocation = { branchId: string; stopId: string | null }

/** As it stands in forms and URLs: 'chuo' or 'bm/yoshiura'. */
export const pickupKey = (location: PickupLocation): string =>
  location.stopId ? `${location.branchId}/${location.stopId}` : location.branchId

/** Reads a form's value; null for anything that cannot be one. Whether the place exists is for the database to say. */
export function readPickupKey(key: string): PickupLocation | null {
  const match = /^([a-z][a-z0-9-]{0,30})(?:\/([a-z][a-z0-9-]{0,30}))?$/.exec(key)
  return match ? { branchId: match[1]!, stopId: match[2] ?? null } : null
}

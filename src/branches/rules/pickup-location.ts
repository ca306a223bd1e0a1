import { BranchId, StopId } from '#ids.ts'

/** 予約受取館: a branch, or a stop of the bookmobile. */
export type PickupLocation = { branchId: BranchId; stopId: StopId | null }

/** As it stands in forms and URLs: 'chuo' or 'bm/yoshiura'. */
export const pickupKey = (location: PickupLocation): string =>
  location.stopId ? `${location.branchId}/${location.stopId}` : location.branchId

/** Reads a form's value; null for anything that cannot be one. Whether the place exists is for the database to say. */
export function readPickupKey(key: string): PickupLocation | null {
  const match = /^([a-z][a-z0-9-]{0,30})(?:\/([a-z][a-z0-9-]{0,30}))?$/.exec(key)
  return match ? { branchId: BranchId(match[1]!), stopId: match[2] === undefined ? null : StopId(match[2]) } : null
}

/** 図書館, 図書室, ネットワーク館, 移動図書館車. */
export const branchKinds = ['library', 'room', 'network', 'bookmobile'] as const
export type BranchKind = (typeof branchKinds)[number]

/** A pickup location that can be chosen, by the name under which patrons know it: 「中央図書館」, 「BM/吉浦」 (M20). */
export type PickupPlace = {
  at: PickupLocation
  kind: BranchKind
  name: string
  /** When the bookmobile stands there next; null for a branch, and for a stop without a visit laid out. */
  nextVisit: { day: Temporal.PlainDate; arrives: Temporal.PlainTime; leaves: Temporal.PlainTime } | null
}

export const samePlace = (one: PickupLocation, other: PickupLocation): boolean =>
  one.branchId === other.branchId && one.stopId === other.stopId

/** A place that nothing can name stands for one that was not chosen: the rule refuses it in its turn. */
export const nowhere: PickupLocation = { branchId: BranchId(''), stopId: null }

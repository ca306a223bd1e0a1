import type { Library } from '#library.ts'
import { keptOr } from '#std/kept.ts'
import { dayOf } from '#time/clock.ts'
import { loadPickupPlaces } from './pickup-store.ts'
import {
  type BranchKind,
  branchKinds,
  type PickupLocation,
  type PickupPlace,
  samePlace,
} from './rules/pickup-location.ts'

export type PickupGroup = { kind: BranchKind; places: PickupPlace[] }

/** 予約受取館, as a patron chooses among them: grouped by kind, each stop with its next visit. */
export async function pickupLocations(
  library: Pick<Library, 'db' | 'clock' | 'kept'>,
  today: Temporal.PlainDate = dayOf(library.clock.now()),
): Promise<PickupGroup[]> {
  const places = await keptOr(library.kept, `pickup places ${today}`, () => loadPickupPlaces(library.db, today))
  return branchKinds
    .map(kind => ({ kind, places: places.filter(place => place.kind === kind) }))
    .filter(group => group.places.length > 0)
}

/** Whether somebody can choose this place among them. */
export const isAmong = (groups: readonly PickupGroup[], wished: PickupLocation): boolean =>
  groups.some(({ places }) => places.some(({ at }) => samePlace(at, wished)))

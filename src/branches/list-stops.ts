import type { Library } from '#library.ts'
import { keptOr } from '#std/kept.ts'
import { dayOf } from '#time/clock.ts'
import { loadStops, type Stop } from './branch-store.ts'

export type { Stop }

/** The stops of the bookmobile that are not given up, with where they are and what is there. */
export function listStops(library: Pick<Library, 'db' | 'clock' | 'kept'>): Promise<Stop[]> {
  const today = dayOf(library.clock.now())
  return keptOr(library.kept, `stops ${today}`, () => loadStops(library.db, today))
}

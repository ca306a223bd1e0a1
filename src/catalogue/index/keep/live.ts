import type { IndexedBib } from '../catalogue-index.ts'
import { hash52 } from '../segment/hash.ts'
import type { Whereabouts } from './whereabouts.ts'

/** What of a bib circulation changes all the time. */
export function liveOf(bib: IndexedBib, whereabouts: Whereabouts) {
  return {
    addedOn: bib.addedOn === null ? 0 : dayNumber(bib.addedOn),
    whereabouts: whereabouts.numberOf(
      bib.branches
        .filter(({ copies }) => copies > 0)
        .map(({ branch, shelf, available }) => ({ branch, shelf, isAvailable: available > 0 })),
    ),
    loans: bib.loans,
    holds: Math.min(bib.holds, 0xffff),
  }
}

/** Days since 1970-01-01. */
export const dayNumber = (date: string): number =>
  Math.max(0, Math.min(0xffff, Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000) || 0))

/** Changes when anything but the live numbers changed. */
export function printOf(bib: IndexedBib): number {
  // Left out by JSON; to take them out of a copy would cost more than all the rest.
  const record = {
    ...bib,
    addedOn: undefined,
    popularity: undefined,
    loans: undefined,
    branches: undefined,
    lendable: undefined,
    available: undefined,
    holds: undefined,
  }
  return hash52(JSON.stringify(record))
}

import { type BranchOpening, loadClosedByStaff } from '#calendar/calendar-store.ts'
import { loadRunUnfinished } from '#calendar/open-run-store.ts'
import { openingHours } from '#calendar/opening-hours.ts'
import { type ClosureAhead, closuresAhead } from '#calendar/rules/closures-ahead.ts'
import type { Library } from '#library.ts'
import { keptOr } from '#std/kept.ts'
import { dayOf } from '#time/clock.ts'
import { loadBranches, loadStopNames, type StopNames } from './branch-store.ts'
import type { Branch } from './rules/branch.ts'

export type Places = {
  /** Every branch there is or was. */
  branches: Branch[]
  /** The other names of stops, by the names under which patrons know them. */
  stopNames: ReadonlyMap<string, StopNames>
  /** Those that are not closed for good, with the hours of today. */
  openings: (BranchOpening & { isOpenNow: boolean })[]
  /** 臨時休館 of today and the two weeks after, the next one first. */
  closures: ClosureAhead[]
  /** Whether a nightly run has begun and not ended: it keeps the time in which nothing can be reserved open. */
  runUnfinished: boolean
}

/** What every page says of the library's places today. */
export async function showPlaces(library: Library): Promise<Places> {
  const today = dayOf(library.clock.now())
  const until = today.add({ days: closuresShownDays })
  const [branches, stopNames, openings, closed, runUnfinished] = await Promise.all([
    keptOr(library.kept, 'branches', () => loadBranches(library.db)),
    keptOr(library.kept, 'names of stops', () => loadStopNames(library.db)),
    openingHours(library, today),
    keptOr(library.kept, `closed by staff ${today}`, () => loadClosedByStaff(library.db, today, until)),
    keptOr(library.kept, 'unfinished night', () => loadRunUnfinished(library.db)),
  ])
  return { branches, stopNames, openings, closures: closuresAhead(closed), runUnfinished }
}

const closuresShownDays = 14

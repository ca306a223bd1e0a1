import { calendarMonth, monthsAhead } from '#calendar/calendar-month.ts'
import { type BranchOpening, loadClosedByStaff } from '#calendar/calendar-store.ts'
import { loadRunUnfinished } from '#calendar/open-run-store.ts'
import { openingHours } from '#calendar/opening-hours.ts'
import { type ClosureAhead, closuresAhead } from '#calendar/rules/closures-ahead.ts'
import { usualWeeks } from '#calendar/usual-weeks.ts'
import type { Library } from '#library.ts'
import { keptOr } from '#std/kept.ts'
import { dayOf } from '#time/clock.ts'
import { loadBranches, loadStopNames, type StopNames } from './branch-store.ts'
import { listStops } from './list-stops.ts'
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
export const showPlaces = (library: Library): Promise<Places> => placesOn(library, dayOf(library.clock.now()))

/**
 * Reads what pages say of the places from today on, so that it is kept when it is asked for: every day of the next
 * week, and the calendar of every place for as long as it can be looked at.
 */
export async function readPlacesAhead(library: Library): Promise<void> {
  const today = dayOf(library.clock.now())
  for (let days = 0; days <= daysAhead; days++) {
    const { openings } = await placesOn(library, today.add({ days }))
    if (days > 0) continue
    await listStops(library)
    await usualWeeks(library)
    for (const { branchId } of openings)
      for (let ahead = 0; ahead <= monthsAhead; ahead++)
        await calendarMonth(library, branchId, today.toPlainYearMonth().add({ months: ahead }))
  }
}
const daysAhead = 7

async function placesOn(library: Library, today: Temporal.PlainDate): Promise<Places> {
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

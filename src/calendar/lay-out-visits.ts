import type { Database } from '#database/database.ts'
import { loadCalendarDays } from './calendar-store.ts'
import { visitDays } from './rules/visits.ts'
import { loadSchedules, saveVisits } from './visit-store.ts'

/**
 * Lays out the bookmobile's visits from one day to another, both included. It does not drive on days on which its
 * branch is closed, so the calendar is laid out first. A visit that is there already stays, cancelled or not.
 * @returns how many visits are new
 */
export async function layOutVisits(db: Database, from: Temporal.PlainDate, until: Temporal.PlainDate): Promise<number> {
  let written = 0
  for (const stop of await loadSchedules(db)) {
    const closed = new Set(
      (await loadCalendarDays(db, stop.branchId, from, until))
        .filter(({ opening }) => opening.opens === null)
        .map(({ day }) => day.toString()),
    )
    const days = visitDays(stop, from, until).filter(
      day =>
        !closed.has(day.toString()) && (!stop.abolishedFrom || Temporal.PlainDate.compare(day, stop.abolishedFrom) < 0),
    )
    const { stopId, arrives, leaves } = stop
    written += await saveVisits(
      db,
      days.map(day => ({ stopId, day, arrives, leaves })),
    )
  }
  return written
}

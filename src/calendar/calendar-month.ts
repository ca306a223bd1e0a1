import type { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { keptOr } from '#std/kept.ts'
import { loadCalendarDays } from './calendar-store.ts'
import { holidaysBetween } from './holidays.ts'
import type { Opening } from './rules/opening.ts'
import { loadVisits, type ShownVisit } from './visit-store.ts'

/** How many months ahead can be looked at. */
export const monthsAhead = 6

export type ShownDay = {
  day: Temporal.PlainDate
  /** Null: not laid out yet. */
  opening: Opening | null
  holiday: string | null
  /** Of a bookmobile: where it stands on this day. */
  visits: ShownVisit[]
}

/** 開館カレンダー of a branch, every day of a month. */
export async function calendarMonth(
  library: Library,
  branchId: BranchId,
  month: Temporal.PlainYearMonth,
): Promise<ShownDay[]> {
  const first = month.toPlainDate({ day: 1 })
  const last = month.toPlainDate({ day: month.daysInMonth })
  const [laidOut, visits] = await keptOr(library.kept, `calendar of ${branchId} ${month}`, () =>
    Promise.all([loadCalendarDays(library.db, branchId, first, last), loadVisits(library.db, branchId, first, last)]),
  )
  const holidays = holidaysBetween(first, last)
  return Array.from({ length: month.daysInMonth }, (_, index) => {
    const day = first.add({ days: index })
    return {
      day,
      opening: laidOut.find(known => known.day.equals(day))?.opening ?? null,
      holiday: holidays.get(day.toString()) ?? null,
      visits: visits.filter(visit => visit.day.equals(day)),
    }
  })
}

import { type CalendarDay, loadCalendarDays } from '#calendar/calendar-store.ts'
import { loadVisits, type ShownVisit } from '#calendar/visit-store.ts'
import type { Library } from '#library.ts'
import { loadPlace } from './named-place-store.ts'

export type { CalendarDay, ShownVisit }

export type PlaceCalendar = {
  name: string
  /** The days that are laid out; none of a stop, and of a bookmobile. */
  days: CalendarDay[]
  /** Of a stop, or of every stop of a bookmobile; cancelled ones too. */
  visits: ShownVisit[]
}

/**
 * When a place is open, or where the bookmobile stands, from one day to another.
 * @param key a branch ('chuo'), a stop ('yoshiura'), or a stop with its bookmobile ('bm/yoshiura') where both have one
 * id
 * @returns null when there is no such place; one that is closed for good has no days any more
 */
export async function placeCalendar(
  library: Library,
  key: string,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Promise<PlaceCalendar | null> {
  const place = await loadPlace(library.db, key)
  if (place === null) return null
  const stillThere = ({ day }: { day: Temporal.PlainDate }) =>
    place.endsOn === null || Temporal.PlainDate.compare(day, place.endsOn) < 0
  const visits = (await loadVisits(library.db, place.branchId, from, until)).filter(stillThere)
  if (place.stopId !== null)
    return { name: place.name, days: [], visits: visits.filter(visit => visit.stopId === place.stopId) }
  const days = place.isBookmobile ? [] : await loadCalendarDays(library.db, place.branchId, from, until)
  return { name: place.name, days: days.filter(stillThere), visits }
}

import type { CalendarDay, PlaceCalendar, ShownVisit } from '#branches/place-calendar.ts'
import type { Text } from '#text/text.ts'
import { instantAt } from '#time/clock.ts'
import type { CalendarEvent } from './rules/calendar-text.ts'

/** Opening hours, closed days with their reasons, and visits, in the order of the days. */
export function placeEvents(
  t: Text,
  { name, days, visits }: PlaceCalendar,
  { key, since, url }: { key: string; since: Temporal.PlainDate; url: string },
): CalendarEvent[] {
  // The library keeps no time for the laying out of a day: what is said counts from the first day that is told.
  const revisedAt = instantAt(since, '00:00')
  const common = { revisedAt, description: '', url }
  return [
    ...days.map(day => ({ ...common, ...dayWords(t, name, day), id: `open-${key.replace('/', '.')}-${day.day}` })),
    ...visits.map(visit => ({ ...common, ...visitWords(t, visit), id: `visit-${visit.stopId}-${visit.day}` })),
  ]
}

function dayWords(t: Text, name: string, { day, opening }: CalendarDay): Pick<CalendarEvent, 'summary' | 'when'> {
  const words = t.calendars
  return opening.opens === null
    ? { summary: words.closed(name, opening.reason), when: { day } }
    : { summary: words.open(name), when: { day, from: opening.opens, until: opening.closes } }
}

function visitWords(t: Text, visit: ShownVisit): Pick<CalendarEvent, 'summary' | 'when' | 'cancelled'> {
  const when = { day: visit.day, from: visit.arrives, until: visit.leaves }
  return visit.cancelledBecause === null
    ? { summary: t.calendars.visit(visit.stopName), when }
    : { summary: t.calendars.visitCancelled(visit.stopName, visit.cancelledBecause), when, cancelled: true }
}

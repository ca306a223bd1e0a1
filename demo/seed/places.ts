import { layOutCalendar } from '#calendar/lay-out-calendar.ts'
import { layOutVisits } from '#calendar/lay-out-visits.ts'
import type { Tx } from '#database/database.ts'
import type { Policy } from '#policy.ts'
import { demoBranches, demoStops } from '../library.ts'

/** Branches, their weeks, the stops with their schedules, and the calendar from one day to another. */
export async function seedPlaces(
  tx: Tx,
  policy: Policy,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Promise<void> {
  await tx
    .insertInto('branch')
    .values(
      demoBranches.map((branch, index) => ({
        id: branch.id,
        kind: branch.kind,
        name: branch.name,
        short_name: branch.shortName,
        phone: branch.phone ?? '',
        is_central: branch.id === 'chuo',
        list_order: index,
        closed_for_good_from: null,
      })),
    )
    .execute()
  const weeks = demoBranches.flatMap(branch =>
    // The bookmobile keeps no hours of its own: it is out on every day that is no closing day.
    branch.hours.flatMap((hours, weekday) => {
      const kept =
        branch.kind === 'bookmobile' && !branch.closedWeekdays.includes(weekday as 0)
          ? { opens: '10:00', closes: '16:00' }
          : hours
      return kept
        ? [
            {
              branch_id: branch.id,
              weekday,
              opens: Temporal.PlainTime.from(kept.opens),
              closes: Temporal.PlainTime.from(kept.closes),
            },
          ]
        : []
    }),
  )
  await tx.insertInto('weekly_hours').values(weeks).execute()
  await tx
    .insertInto('stop')
    .values(
      demoStops.map((stop, index) => ({
        id: stop.id,
        branch_id: 'bm',
        name: stop.name,
        list_order: index,
        abolished_from: null,
      })),
    )
    .execute()
  await tx
    .insertInto('stop_schedule')
    .values(
      demoStops.map(stop => ({
        stop_id: stop.id,
        first_day: firstVisit(stop.weekday, stop.fortnight, from),
        last_day: null,
        every_weeks: 2,
        weeks_of_month: null,
        arrives: Temporal.PlainTime.from(stop.arrives),
        leaves: Temporal.PlainTime.from(stop.leaves),
      })),
    )
    .execute()
  await layOutCalendar(tx, from, until, policy)
  await layOutVisits(tx, from, until)
}

/** Fortnights are counted from the week of Monday 5 January 2026. */
function firstVisit(weekday: number, fortnight: number, from: Temporal.PlainDate): Temporal.PlainDate {
  const first = Temporal.PlainDate.from('2026-01-05').add({ days: ((weekday + 6) % 7) + 7 * fortnight })
  const days = first.until(from, { largestUnit: 'days' }).days
  return first.add({ days: 14 * Math.ceil(days / 14) })
}

import type { MyLoan } from '#circulation/loans/loans-of-patron.ts'
import type { MyHold } from '#holds/lists/my-holds.ts'
import type { Text } from '#text/text.ts'
import type { CalendarEvent } from './rules/calendar-text.ts'

type Dated = { key: string; day: Temporal.PlainDate; place: string; title: string; since: Temporal.Instant }

/**
 * The dates of a patron: when loans are due, and the last days that were told of what stands ready. One entry a day and
 * place, with a number; the titles only for whoever wants them there. What is lost is settled at the counter and has no
 * date.
 */
export function patronEvents(
  t: Text,
  dates: { loans: readonly MyLoan[]; holds: readonly MyHold[] },
  {
    withTitles,
    chosenAt,
    urls,
  }: { withTitles: boolean; chosenAt: Temporal.Instant; urls: { loans: string; holds: string } },
): CalendarEvent[] {
  const due = dates.loans
    .filter(({ lost }) => !lost)
    .map(loan => ({ key: `${loan.dueOn}`, day: loan.dueOn, place: '', title: loan.title, since: loan.lentAt }))
  const ready = dates.holds.flatMap(hold =>
    hold.status === 'ready' && hold.pickUpBy !== null && hold.isTold
      ? [
          {
            key: `${hold.pickUpBy}-${hold.pickup.branchId}${hold.pickup.stopId === null ? '' : `.${hold.pickup.stopId}`}`,
            day: hold.pickUpBy,
            place: hold.pickupName,
            title: hold.title,
            since: hold.appliedAt,
          },
        ]
      : [],
  )
  const eventOf = (id: string, url: string, say: (count: number, place: string) => string) => (group: Dated[]) => {
    const { key, day, place } = group[0]!
    return {
      id: `${id}-${key}`,
      revisedAt: [chosenAt, ...group.map(({ since }) => since)].toSorted(Temporal.Instant.compare).at(-1)!,
      summary: say(group.length, place),
      description: withTitles ? group.map(({ title }) => title).join('\n') : '',
      url,
      when: { day },
    }
  }
  return [
    ...grouped(due).map(eventOf('due', urls.loans, count => t.calendars.due(count))),
    ...grouped(ready).map(eventOf('ready', urls.holds, (count, place) => t.calendars.ready(count, place))),
  ]
}

/** What has the same key together, in the order of the days; within a group in the order of the titles. */
function grouped(dates: readonly Dated[]): Dated[][] {
  const inOrder = dates.toSorted(
    (one, other) =>
      Temporal.PlainDate.compare(one.day, other.day) || compare(one.key, other.key) || compare(one.title, other.title),
  )
  return [...Map.groupBy(inOrder, ({ key }) => key).values()]
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

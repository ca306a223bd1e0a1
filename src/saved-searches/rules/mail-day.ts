import { type Weekday, weekdays } from '#policy.ts'

/**
 * The last day, up to this one, to which the week's mails belong. What nobody was told of since is told in the next
 * night that can, though it is a day late.
 */
export function lastMailDay(weekday: Weekday, day: Temporal.PlainDate): Temporal.PlainDate {
  const since = day.dayOfWeek - 1 - weekdays.indexOf(weekday)
  return day.subtract({ days: (since + 7) % 7 })
}

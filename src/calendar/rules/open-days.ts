/**
 * The open days of one place from some day on, in order, without repetition: branch opening days, or a stop's visits.
 */
export type OpenDays = readonly Temporal.PlainDate[]

/**
 * The first open day on or after `day`. When the calendar is not laid out that far (or a place is closed for ever), the
 * day itself: a date that a person can argue with is better than none.
 */
export function openDayFrom(days: OpenDays, day: Temporal.PlainDate): Temporal.PlainDate {
  return days.find(open => Temporal.PlainDate.compare(open, day) >= 0) ?? day
}

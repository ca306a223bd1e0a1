import { type OpenDays, openDayFrom } from '#calendar/rules/open-days.ts'

/**
 * When the place of the loan can be visited: the open days of its branch, and the stop's visits (null when it is no
 * stop).
 */
export type LoanCalendar = { openDays: OpenDays; visits: OpenDays | null }

/**
 * 返却期限: so many days from the day of lending or renewing as the rule says, moved to the next open day of the branch; at
 * a stop of the bookmobile its next visit. A due date is always a day on which the item can be brought back.
 */
export function dueDay(days: number, from: Temporal.PlainDate, calendar: LoanCalendar): Temporal.PlainDate {
  const usual = openDayFrom(calendar.openDays, from.add({ days }))
  return calendar.visits?.find(visit => Temporal.PlainDate.compare(visit, from) > 0) ?? usual
}

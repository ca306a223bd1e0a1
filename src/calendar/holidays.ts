import holidayJp from '@holiday-jp/holiday_jp'

/** 国民の祝日 and 振替休日 from one day to another (both included), by their ISO day, with their names. */
export function holidaysBetween(from: Temporal.PlainDate, until: Temporal.PlainDate): Map<string, string> {
  const names: Record<string, { name: string } | undefined> = holidayJp.holidays
  const found = new Map<string, string>()
  for (let day = from; Temporal.PlainDate.compare(day, until) <= 0; day = day.add({ days: 1 })) {
    const holiday = names[day.toString()]
    if (holiday) found.set(day.toString(), holiday.name)
  }
  return found
}

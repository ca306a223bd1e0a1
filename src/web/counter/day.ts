import { dates } from '#text/ja/dates.ts'
import { zone } from '#time/clock.ts'

/** 12月1日（火）, from a day or its ISO text. */
export const dayWords = (day: Temporal.PlainDate | string): string =>
  dates.day(typeof day === 'string' ? Temporal.PlainDate.from(day) : day)

/** 11月24日（火）10:05 */
export function momentWords(at: Temporal.Instant): string {
  const local = at.toZonedDateTimeISO(zone)
  return `${dates.day(local.toPlainDate())}${local.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

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

/** Reads a day as a date field or a hand writes it: 2026-12-01, 20261201, 2026/12/1, full width too. Null: none. */
export function readDay(typed: string): Temporal.PlainDate | null {
  const match = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})$/.exec(typed.normalize('NFKC').trim())
  if (!match) return null
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}

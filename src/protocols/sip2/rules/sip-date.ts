import { zone } from '#time/clock.ts'

/** An instant as messages have it: YYYYMMDD, four blanks for the library's own time, HHMMSS. */
export function sipDate(at: Temporal.Instant): string {
  const { year, month, day, hour, minute, second } = at.toZonedDateTimeISO(zone)
  return `${digits(year, 4)}${digits(month)}${digits(day)}    ${digits(hour)}${digits(minute)}${digits(second)}`
}

/** The end of a day, for the due date of a loan (AH). */
export const sipDay = (day: Temporal.PlainDate): string =>
  `${digits(day.year, 4)}${digits(day.month)}${digits(day.day)}    235959`

/**
 * When something happened by a machine's clock; `Z` in the zone is UTC, anything else the library's time. Null: no
 * date, or one of the year 0 or 1, as clocks say that have none: no table knows the year 0, in which 00010101 begins.
 */
export function readSipDate(text: string): Temporal.Instant | null {
  const match = /^(\d{4})(\d\d)(\d\d)(.{4})(\d\d)(\d\d)(\d\d)$/.exec(text)
  if (!match) return null
  const [year, month, day] = match.slice(1, 4).map(Number)
  if (year! < 2) return null
  const [hour, minute, second] = match.slice(5).map(Number)
  try {
    const fields = { year: year!, month: month!, day: day!, hour: hour!, minute: minute!, second: second! }
    const local = Temporal.PlainDateTime.from(fields, { overflow: 'reject' })
    return local.toZonedDateTime(match[4]!.trim() === 'Z' ? 'UTC' : zone).toInstant()
  } catch {
    return null
  }
}

const digits = (number: number, length = 2) => `${number}`.padStart(length, '0')

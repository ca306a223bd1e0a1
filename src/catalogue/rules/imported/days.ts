import { dayOfNumbers } from '#time/day-in.ts'
import { eraYearIn } from '../marc/numbers.ts'

/**
 * What became of a day as a source writes it. `serial`: it was the number of a spreadsheet, which is taken for a day.
 */
export type DayRead = { is: 'none' } | { is: 'day'; day: Temporal.PlainDate; serial: boolean } | { is: 'unread' }

/**
 * 受入日 as 2024-04-01, 2024/4/1, 20240401, 2024年4月1日, 令和6年4月1日, R6.4.1, in any width, or as the number of a spreadsheet
 * (45383). A month alone (2024/4) is no day, and neither is 2024年2月30日.
 */
export function readDay(text: string | null): DayRead {
  const plain = (text ?? '').normalize('NFKC').trim()
  if (plain === '') return { is: 'none' }
  const written = dayWritten(plain)
  if (written) return { is: 'day', day: written, serial: false }
  const serial = /^\d{5}(?:\.\d+)?$/.test(plain) ? Math.floor(Number(plain)) : 0
  if (serial < SERIAL_MIN || serial > SERIAL_MAX) return { is: 'unread' }
  return { is: 'day', day: Temporal.PlainDate.from('1899-12-30').add({ days: serial }), serial: true }
}

/** The years 1927 to 2064: no other number of five digits is meant for a day. */
const SERIAL_MIN = 10_000
const SERIAL_MAX = 60_000

function dayWritten(text: string): Temporal.PlainDate | null {
  const western = /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d\d)(\d\d))(?:[ T(].*)?$/.exec(text)
  if (western)
    return dayOfNumbers(Number(western[1]), Number(western[2] ?? western[4]), Number(western[3] ?? western[5]))
  const era = /^(\D{1,2}\s*(?:元|\d{1,2}))\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text)
  const year = era ? eraYearIn(era[1]!) : null
  return year === null ? null : dayOfNumbers(year, Number(era![2]), Number(era![3]))
}

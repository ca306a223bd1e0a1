import { dayOfNumbers } from '#time/day-in.ts'

const eras: Record<string, number> = { M: 1867, T: 1911, S: 1925, H: 1988, R: 2018 }
const names: Record<string, string> = { 明: 'M', 大: 'T', 昭: 'S', 平: 'H', 令: 'R' }

/**
 * A day as earlier systems write it: 2026-04-01, 2026/4/1, 20260401, 2026年4月1日, and in 和暦 S55.3.12, 昭和55年3月12日,
 * 令和元年5月1日. Full-width digits are plain ones.
 * @returns null when it is none of these, or a day that there is not
 */
export function readDay(written: string): Temporal.PlainDate | null {
  const plain = written.normalize('NFKC').replace(/\s/g, '')
  const western = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(plain)
  if (western)
    return dayOfNumbers(Number(western[1]), Number(western[2] ?? western[4]), Number(western[3] ?? western[5]))
  const named = plain.replace(/^(明治|大正|昭和|平成|令和|明|大|昭|平|令)/, name => names[name[0]!]!)
  const era = /^([MTSHR])(元|\d{1,2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/i.exec(named)
  if (!era) return null
  const year = eras[era[1]!.toUpperCase()]! + (era[2] === '元' ? 1 : Number(era[2]))
  return era[2] === '0' || era[2] === '00' ? null : dayOfNumbers(year, Number(era[3]), Number(era[4]))
}

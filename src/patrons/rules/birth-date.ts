import { dayOfNumbers } from '#time/day-in.ts'

/**
 * A birth date as people write it: 19700101, 1970-1-1, 1970年1月1日, 昭和45年1月1日, S45.1.1, full width too. Null: no day.
 */
export function readBirthDate(typed: string): Temporal.PlainDate | null {
  const plain = typed.normalize('NFKC').replace(/\s/g, '').replace(/生$/, '')
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ??
    /^([A-Za-z]|[^\d\s]{2})(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain)
  if (!match) return null
  const [, ...parts] = match
  const numbers = parts.slice(-2).map(Number) as [number, number]
  const year = parts.length === 3 ? Number(parts[0]) : yearOfEra(parts[0]!, parts[1]!)
  return year === null ? null : dayOfNumbers(year, ...numbers)
}

/** 昭和45 → 1970. */
function yearOfEra(era: string, year: string): number | null {
  const before = eras.find(([letter, name]) => letter === era.toUpperCase() || name === era)?.[2]
  return before === undefined ? null : before + (year === '元' ? 1 : Number(year))
}

/** 元号, with the year before its first. */
const eras: readonly [letter: string, name: string, before: number][] = [
  ['M', '明治', 1867],
  ['T', '大正', 1911],
  ['S', '昭和', 1925],
  ['H', '平成', 1988],
  ['R', '令和', 2018],
]

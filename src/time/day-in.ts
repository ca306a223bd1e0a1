/**
 * A day as somebody types it, where the browser has no calendar of its own: 2026-12-31, 2026/12/31, 2026年12月31日,
 * ２０２６．１２．３１, 20261231. Null: none, or a year of more than four digits, which no table takes.
 */
export function dayIn(typed: string): Temporal.PlainDate | null {
  const text = typed.slice(0, 40).normalize('NFKC').replace(/\s/g, '')
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  if (!match) return null
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  return dayOfNumbers(year, month, day)
}

/** The day of these numbers. Null: there is none, or it is of the year 0, which no table knows (0000-01-01). */
export function dayOfNumbers(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (year < 1) return null
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}

import type { BibRecord } from './bib.ts'

/**
 * 出版年月 as machines read it (W3CDTF: '2019', '2019-02', '2019-02-01'): records print '2019.2', '[2019]', 'c2019',
 * '平成31.2'. What is more than a year is taken only where it is a date that there is; null where no year is known.
 */
export function publishedOn({ published, year }: Pick<BibRecord, 'published' | 'year'>): string | null {
  const printed = /(?<!\d)(\d{4})(?:[.\-/年](\d{1,2})(?!\d)(?:[.\-/月](\d{1,2})(?!\d))?)?/.exec(
    (published ?? '').normalize('NFKC'),
  )
  if (!printed || (year !== null && Number(printed[1]) !== year)) return year === null ? null : fourDigits(year)
  const [, y = '', month, day] = printed
  if (month === undefined || Number(month) < 1 || Number(month) > 12) return y
  const yearMonth = `${y}-${month.padStart(2, '0')}`
  if (day === undefined) return yearMonth
  const days = Temporal.PlainYearMonth.from(yearMonth).daysInMonth
  return Number(day) >= 1 && Number(day) <= days ? `${yearMonth}-${day.padStart(2, '0')}` : yearMonth
}

const fourDigits = (year: number): string => String(year).padStart(4, '0')

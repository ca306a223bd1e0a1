/** A day that comes again every month, as Japanese libraries write it: 第3木曜, 第2・第4火曜, 最終金曜, 月末, 毎月15日. */
export type Monthly =
  | { is: 'weeks'; weeks: number[]; weekday: number }
  | { is: 'lastWeek'; weekday: number }
  | { is: 'monthEnd' }
  | { is: 'day'; day: number }

const weekdays = '月火水木金土日'

/** Reads it in any of the usual spellings; null when it is none. Weekdays are those of ISO 8601: 1 is Monday. */
export function readMonthly(text: string): Monthly | null {
  const plain = text.normalize('NFKC').replace(/[\s・,、]/g, '')
  const weeks = /^((?:第?[1-5])+)([月火水木金土日])曜日?$/.exec(plain)
  if (weeks) {
    const numbers = [...new Set([...weeks[1]!.matchAll(/[1-5]/g)].map(([digit]) => Number(digit)))].sort()
    return { is: 'weeks', weeks: numbers, weekday: weekdays.indexOf(weeks[2]!) + 1 }
  }
  const last = /^(?:最終|最後の?)([月火水木金土日])曜日?$/.exec(plain)
  if (last) return { is: 'lastWeek', weekday: weekdays.indexOf(last[1]!) + 1 }
  if (/^(?:毎月)?(?:月末|末日)$/.test(plain)) return { is: 'monthEnd' }
  const day = /^毎月(\d{1,2})日$/.exec(plain)
  return day && Number(day[1]) >= 1 && Number(day[1]) <= 31 ? { is: 'day', day: Number(day[1]) } : null
}

/** The one way in which it is written. */
export function writeMonthly(monthly: Monthly): string {
  switch (monthly.is) {
    case 'weeks':
      return `${monthly.weeks.map(week => `第${week}`).join('・')}${weekdays[monthly.weekday - 1]}曜`
    case 'lastWeek':
      return `最終${weekdays[monthly.weekday - 1]}曜`
    case 'monthEnd':
      return '月末'
    case 'day':
      return `毎月${monthly.day}日`
    default:
      return monthly satisfies never
  }
}

export function fallsOn(monthly: Monthly, day: Temporal.PlainDate): boolean {
  switch (monthly.is) {
    case 'weeks':
      return day.dayOfWeek === monthly.weekday && monthly.weeks.includes(Math.floor((day.day - 1) / 7) + 1)
    case 'lastWeek':
      return day.dayOfWeek === monthly.weekday && day.day + 7 > day.daysInMonth
    case 'monthEnd':
      return day.day === day.daysInMonth
    case 'day':
      return day.day === monthly.day
    default:
      return monthly satisfies never
  }
}

import { fallsOn, type Monthly } from './monthly.ts'

/** 開館時間 of one day; closed days have none, with the reason. */
export type Opening = Hours | { opens: null; closes: null; reason: string }
export type Hours = { opens: Temporal.PlainTime; closes: Temporal.PlainTime; reason: null }

/** The week as it usually is: 0 is Sunday. A weekday without hours is closed. */
export type Week = ReadonlyMap<number, { opens: Temporal.PlainTime; closes: Temporal.PlainTime }>

export type ClosingRules = {
  /** 年末年始 and the like, by month and day; `from` after `until` reaches over New Year. */
  yearlyClosings: readonly { from: string; until: string; reason: string }[]
  /** 館内整理日 and the like. */
  monthlyClosings?: readonly { monthly: Monthly; reason: string }[]
  /**
   * 祝日. 'swap': one that falls on the weekly closing day is open with the hours of Sunday, and the next day that is
   * neither holiday nor closed anyway is closed for it.
   */
  onHolidays: 'asUsual' | 'closed' | 'swap'
}

/**
 * When a place is open on a day, as far as the rules know. What staff enter by hand stands above this.
 * @param holidays names by ISO day; must reach a fortnight back before `day` for 'swap'
 */
export function openingOn(
  day: Temporal.PlainDate,
  week: Week,
  rules: ClosingRules,
  holidays: ReadonlyMap<string, string>,
  closedForGoodFrom: Temporal.PlainDate | null,
): Opening {
  if (closedForGoodFrom && Temporal.PlainDate.compare(day, closedForGoodFrom) >= 0) return closed('閉館')
  const yearly = rules.yearlyClosings.find(closing => isWithin(day, closing))
  if (yearly) return closed(yearly.reason)

  const holiday = holidays.get(day.toString())
  const usual = week.get(weekdayOf(day))
  const monthly = monthlyClosingOn(day, rules)
  switch (rules.onHolidays) {
    case 'asUsual':
      break
    case 'closed':
      if (holiday) return closed(holiday)
      break
    case 'swap':
      if (holiday && !usual && week.has(0)) return open(week.get(0)!)
      if (!holiday && usual && !monthly && isOwedForHoliday(day, week, rules, holidays)) return closed('振替休館日')
      break
    default:
      rules.onHolidays satisfies never
  }
  if (!usual) return closed('定休日')
  return monthly ? closed(monthly.reason) : open(usual)
}

const monthlyClosingOn = (day: Temporal.PlainDate, { monthlyClosings = [] }: ClosingRules) =>
  monthlyClosings.find(({ monthly }) => fallsOn(monthly, day))

/** The first working day after a run of holidays pays for each that was open on a weekly closing day. */
function isOwedForHoliday(
  day: Temporal.PlainDate,
  week: Week,
  rules: ClosingRules,
  holidays: ReadonlyMap<string, string>,
): boolean {
  let owed = 0
  for (let before = day.subtract({ days: 14 }); !before.equals(day); before = before.add({ days: 1 })) {
    const isHoliday = holidays.has(before.toString())
    const isUsual = week.has(weekdayOf(before))
    if (isHoliday && !isUsual) owed++
    else if (!isHoliday && isUsual && owed > 0 && !monthlyClosingOn(before, rules)) owed--
  }
  return owed > 0
}

function isWithin(day: Temporal.PlainDate, closing: { from: string; until: string }): boolean {
  const monthDay = day.toString().slice(5)
  return closing.from <= closing.until
    ? monthDay >= closing.from && monthDay <= closing.until
    : monthDay >= closing.from || monthDay <= closing.until
}

const weekdayOf = (day: Temporal.PlainDate) => day.dayOfWeek % 7
const closed = (reason: string): Opening => ({ opens: null, closes: null, reason })
const open = ({ opens, closes }: { opens: Temporal.PlainTime; closes: Temporal.PlainTime }): Opening => ({
  opens,
  closes,
  reason: null,
})

import type { Database } from '#database/database.ts'
import { defaultPolicy, type Policy } from '#policy.ts'
import { type BranchWeek, loadWeeks, saveLaidOutDays } from './calendar-store.ts'
import { holidaysBetween } from './holidays.ts'
import { readMonthly } from './rules/monthly.ts'
import { type ClosingRules, openingOn } from './rules/opening.ts'

/**
 * Lays out the calendar of every branch from one day to another, both included, from its week, the holidays and the
 * yearly closing days. Days that staff entered stay as they are; laying out again writes only what has changed.
 * @returns how many days were written
 */
export async function layOutCalendar(
  db: Database,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
  policy: Policy = defaultPolicy,
): Promise<number> {
  const holidays = holidaysBetween(from.subtract({ days: 14 }), until)
  let written = 0
  for (const branch of await loadWeeks(db)) {
    const rules = closingRulesOf(branch, policy)
    const { branchId, week, closedForGoodFrom } = branch
    const days = []
    for (let day = from; Temporal.PlainDate.compare(day, until) <= 0; day = day.add({ days: 1 })) {
      days.push({ day, opening: openingOn(day, week, rules, holidays, closedForGoodFrom) })
    }
    written += await saveLaidOutDays(db, branchId, days)
  }
  return written
}

/** The closings of the whole library, and those of the branch. */
function closingRulesOf({ closings, onHolidays }: BranchWeek, { calendar }: Policy): ClosingRules {
  return {
    yearlyClosings: [...calendar.yearlyClosings, ...closings.filter(closing => 'from' in closing)],
    monthlyClosings: closings.flatMap(closing => {
      const monthly = 'monthly' in closing ? readMonthly(closing.monthly) : null
      return monthly ? [{ monthly, reason: closing.reason }] : []
    }),
    onHolidays: onHolidays ?? calendar.onHolidays,
  }
}

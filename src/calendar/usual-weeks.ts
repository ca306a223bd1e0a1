import type { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { keptOr } from '#std/kept.ts'
import { type Closing, loadWeeks } from './calendar-store.ts'
import type { ClosingRules } from './rules/opening.ts'
import { type SameHours, sameHours } from './rules/usual-week.ts'

/** When a place is open as a rule, and when it is not: what stands on paper, where nobody can ask for today. */
export type UsualWeek = { week: SameHours[]; closings: Closing[]; onHolidays: ClosingRules['onHolidays'] }

/** The usual week of every branch, with the closings of the whole library behind its own. */
export async function usualWeeks(library: Library): Promise<ReadonlyMap<BranchId, UsualWeek>> {
  const { yearlyClosings, onHolidays } = library.policy.calendar
  const weeks = await keptOr(library.kept, 'usual weeks', () => loadWeeks(library.db))
  return new Map(
    weeks.map(({ branchId, week, closings, onHolidays: own }) => [
      branchId,
      { week: sameHours(week), closings: [...closings, ...yearlyClosings], onHolidays: own ?? onHolidays },
    ]),
  )
}

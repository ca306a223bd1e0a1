import type { Week } from './opening.ts'

/** From one weekday to another, both included; 0 is Sunday. */
export type WeekdayRun = { from: number; until: number }
/** Weekdays with the same hours; none: closed as a rule (定休日). */
export type SameHours = { runs: WeekdayRun[]; hours: { opens: Temporal.PlainTime; closes: Temporal.PlainTime } | null }

/** From Monday, as people say a week; the days on which it is closed come last. */
const inOrder = [1, 2, 3, 4, 5, 6, 0]

/** A usual week in as few words as it can be said: the days that have the same hours together. */
export function sameHours(week: Week): SameHours[] {
  const nameOf = (weekday: number) => {
    const hours = week.get(weekday)
    return hours ? `${hours.opens} ${hours.closes}` : ''
  }
  const names = [...new Set(inOrder.map(nameOf))].sort((one, other) => Number(one === '') - Number(other === ''))
  return names.map(name => {
    const days = inOrder.filter(weekday => nameOf(weekday) === name)
    const hours = week.get(days[0]!)
    return { runs: runsOf(days), hours: hours ? { opens: hours.opens, closes: hours.closes } : null }
  })
}

function runsOf(days: readonly number[]): WeekdayRun[] {
  const runs: WeekdayRun[] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last && inOrder.indexOf(last.until) + 1 === inOrder.indexOf(day)) last.until = day
    else runs.push({ from: day, until: day })
  }
  return runs
}

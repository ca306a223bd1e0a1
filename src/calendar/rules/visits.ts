import type { StopId } from '#ids.ts'

/** 巡回予定: by what rule the bookmobile comes to a stop. */
export type StopSchedule = {
  /** Gives the weekday, and the week from which every second (third, …) one is counted. */
  firstDay: Temporal.PlainDate
  lastDay: Temporal.PlainDate | null
  rhythm: { everyWeeks: number } | { weeksOfMonth: readonly number[] } | { days: readonly Temporal.PlainDate[] }
}

/** 巡回: the bookmobile stands at a stop on a day, from one hour to another. */
export type Visit = { stopId: StopId; day: Temporal.PlainDate; arrives: Temporal.PlainTime; leaves: Temporal.PlainTime }

/** The days of visits from one day to another, both included, as the schedule alone gives them. */
export function visitDays(
  schedule: StopSchedule,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const { firstDay, rhythm } = schedule
  const last = schedule.lastDay && isBefore(schedule.lastDay, until) ? schedule.lastDay : until
  if ('days' in rhythm) return rhythm.days.filter(day => !isBefore(day, from) && !isBefore(last, day))
  const weeksUntilFrom = Math.max(0, Math.ceil(firstDay.until(from, { largestUnit: 'days' }).days / 7))
  const days: Temporal.PlainDate[] = []
  for (let week = weeksUntilFrom; ; week++) {
    const day = firstDay.add({ weeks: week })
    if (isBefore(last, day)) return days
    const comes =
      'everyWeeks' in rhythm
        ? week % rhythm.everyWeeks === 0
        : rhythm.weeksOfMonth.includes(Math.floor((day.day - 1) / 7) + 1)
    if (comes) days.push(day)
  }
}

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) < 0

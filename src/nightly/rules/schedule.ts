import type { IntakeWindow } from '#holds/rules/intake-window.ts'
import { dayOf, instantAt } from '#time/clock.ts'

/** Longer ago than this, a missed night is not caught up: the nights after it do its work. */
export const caughtUpDaysMax = 31

/**
 * Which business days still need their run, oldest first (M39, M41). A run is due from the first second of its window;
 * one that was missed (the machine was off) is caught up at any hour, also when a later one has run: a night that ran
 * too early stops none.
 * @param finished the days whose run has finished, in any order; the days before `caughtUpDaysMax` may be missing but
 * for one. In a library that has had no night yet they begin with tonight
 */
export function dueRuns(
  window: IntakeWindow,
  finished: readonly Temporal.PlainDate[],
  now: Temporal.Instant,
): Temporal.PlainDate[] {
  const today = dayOf(now)
  const begun = Temporal.Instant.compare(now, windowStart(window, today)) >= 0
  const last = begun ? today : today.subtract({ days: 1 })
  const past = finished.filter(day => Temporal.PlainDate.compare(day, last) <= 0)
  if (past.length === 0) return begun ? [today] : []
  const done = new Set(past.map(String))
  const first = past.reduce((a, b) => (Temporal.PlainDate.compare(a, b) < 0 ? a : b))
  const earliest = last.subtract({ days: caughtUpDaysMax - 1 })
  const days: Temporal.PlainDate[] = []
  let day = Temporal.PlainDate.compare(first, earliest) < 0 ? earliest : first
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    if (!done.has(day.toString())) days.push(day)
  return days
}

/**
 * Of the days that are due, those whose own night is over: somebody should know. Today's may simply not have begun yet.
 */
export const missedRuns = (due: readonly Temporal.PlainDate[], now: Temporal.Instant): Temporal.PlainDate[] =>
  due.filter(day => Temporal.PlainDate.compare(day, dayOf(now)) < 0)

/** The first second in which the run of a business day may begin. */
export const windowStart = (window: IntakeWindow, day: Temporal.PlainDate): Temporal.Instant =>
  instantAt(day, window.from)

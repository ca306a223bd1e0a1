import type { IntakeWindow } from '#holds/rules/intake-window.ts'
import { dayOf, instantAt } from '#time/clock.ts'

/** Longer ago than this, a missed night is not caught up: the nights after it do its work. */
export const caughtUpDaysMax = 31

/**
 * Which business days still need their run, oldest first (M39, M41). A run is due from the first second of its window; one that
 * was missed (the machine was off) is caught up at any hour.
 * @param lastRun the last day whose run has finished; null in a library that has had none: it begins with tonight
 */
export function dueRuns(
  window: IntakeWindow,
  lastRun: Temporal.PlainDate | null,
  now: Temporal.Instant,
): Temporal.PlainDate[] {
  const today = dayOf(now)
  const begun = Temporal.Instant.compare(now, windowStart(window, today)) >= 0
  const last = begun ? today : today.subtract({ days: 1 })
  const first = lastRun ? lastRun.add({ days: 1 }) : begun ? today : last.add({ days: 1 })
  const earliest = last.subtract({ days: caughtUpDaysMax - 1 })
  const days: Temporal.PlainDate[] = []
  let day = Temporal.PlainDate.compare(first, earliest) < 0 ? earliest : first
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) days.push(day)
  return days
}

/** The first second in which the run of a business day may begin. */
export const windowStart = (window: IntakeWindow, day: Temporal.PlainDate): Temporal.Instant =>
  instantAt(day, window.from)

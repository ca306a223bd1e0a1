import { dayOf, timeOf } from '#time/clock.ts'

/** 予約できない時間帯 (M14): from the first second of `from` to the last before `until`, every day, in the library's zone. */
export type IntakeWindow = { from: string; until: string }

/**
 * Whether nothing can be reserved at this instant. A run that is not finished keeps the window open beyond its end.
 * @param runUnfinished true while the nightly run that began in this window still works
 */
export function isIntakeTime(window: IntakeWindow, now: Temporal.Instant, runUnfinished = false): boolean {
  const time = timeOf(now)
  const from = Temporal.PlainTime.from(window.from)
  const until = Temporal.PlainTime.from(window.until)
  const inside = Temporal.PlainTime.compare(time, from) >= 0 && Temporal.PlainTime.compare(time, until) < 0
  return inside || runUnfinished
}

/** The day whose run takes in what is applied for now: today before the window begins, tomorrow from then on. */
export function nextIntakeDay(window: IntakeWindow, now: Temporal.Instant): Temporal.PlainDate {
  const from = Temporal.PlainTime.from(window.from)
  return Temporal.PlainTime.compare(timeOf(now), from) < 0 ? dayOf(now) : dayOf(now).add({ days: 1 })
}

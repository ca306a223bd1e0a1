import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayIn } from '#time/day-in.ts'

export type DayRefusal = { why: 'badDay' | 'dayPast' | 'dayTooFar' }

/** Such a day from tomorrow to one year ahead. */
export function readDay(typed: string, today: Temporal.PlainDate): Outcome<Temporal.PlainDate, DayRefusal> {
  const date = dayIn(typed)
  if (date === null) return refused({ why: 'badDay' })
  if (Temporal.PlainDate.compare(date, today) <= 0) return refused({ why: 'dayPast' })
  if (Temporal.PlainDate.compare(date, today.add({ years: 1 })) > 0) return refused({ why: 'dayTooFar' })
  return done(date)
}

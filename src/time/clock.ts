/** The one source of "now". Rules never ask it: actions read it once and pass the value on. */
export type Clock = { now(): Temporal.Instant }

/** The zone in which the library lives: every date and every hour a person reads is in it. */
export const zone = 'Asia/Tokyo'

export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** A clock that begins at `start` and goes on with the machine's pace (KAGO_AT). */
export function clockFrom(start: Temporal.Instant): Clock {
  const ahead = start.epochNanoseconds - Temporal.Now.instant().epochNanoseconds
  return { now: () => Temporal.Instant.fromEpochNanoseconds(Temporal.Now.instant().epochNanoseconds + ahead) }
}

/** A clock that stands still until it is set: for tests. */
export function stoppedClock(
  at: string,
): Clock & { set(at: string | Temporal.Instant): void; forward(by: Temporal.DurationLike): void } {
  let now = readInstant(at)
  return {
    now: () => now,
    set: next => {
      now = typeof next === 'string' ? readInstant(next) : next
    },
    forward: by => {
      now = now.toZonedDateTimeISO(zone).add(by).toInstant()
    },
  }
}

/** The calendar day in the library's zone at an instant. */
export const dayOf = (instant: Temporal.Instant): Temporal.PlainDate => instant.toZonedDateTimeISO(zone).toPlainDate()

/** The hour of the day in the library's zone at an instant. */
export const timeOf = (instant: Temporal.Instant): Temporal.PlainTime => instant.toZonedDateTimeISO(zone).toPlainTime()

/** The instant at which a wall clock in the library shows this day and time, e.g. ('2026-11-24', '09:00'). */
export const instantAt = (day: Temporal.PlainDate, time: string | Temporal.PlainTime): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).toInstant()

/**
 * '2026-11-24T02:59:59' is read in the library's zone; '…Z' or '…+09:00' as it says.
 * @throws RangeError on anything else
 */
export function readInstant(text: string): Temporal.Instant {
  return /(Z|[+-]\d\d:?\d\d)$/i.test(text)
    ? Temporal.Instant.from(text)
    : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant()
}

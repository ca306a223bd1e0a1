import type { Hold } from '../hold.ts'

/** Why nothing can be passed by up to and including this day; null: it can. To end that (null) nothing is asked. */
export const whyNotPause = (
  until: Temporal.PlainDate | null,
  { today }: { today: Temporal.PlainDate },
): { why: 'dayPast' } | null =>
  until !== null && Temporal.PlainDate.compare(until, today) < 0 ? { why: 'dayPast' } : null

type Pausing<H extends Hold> = { hold: H; to: H['state'] } & (
  | { why: 'suspend'; until: Temporal.PlainDate }
  | { why: 'resume' }
)

/**
 * The steps by which holds are passed by up to and including a day, or (null) not any more: what is not paused has
 * nothing to end.
 */
export const pauseSteps = <H extends Hold>(holds: readonly H[], until: Temporal.PlainDate | null): Pausing<H>[] =>
  holds.flatMap((hold): Pausing<H>[] => {
    if (until !== null) return [{ hold, to: hold.state, why: 'suspend', until }]
    return hold.suspendedUntil === null ? [] : [{ hold, to: hold.state, why: 'resume' }]
  })

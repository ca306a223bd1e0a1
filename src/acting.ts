import type { Actor, Library } from '#library.ts'
import type { Policy } from '#policy.ts'
import { dayOf } from '#time/clock.ts'

/**
 * Who acts, when, and by which rules: read once at the start of an action and passed on to its parts. It is named for
 * the counter, where most is done; a patron, a machine and the night have one too.
 */
export type Desk = { actor: Actor; policy: Policy; now: Temporal.Instant; today: Temporal.PlainDate }

export function deskOf(library: Pick<Library, 'clock' | 'policy'>, actor: Actor, at?: Temporal.Instant): Desk {
  const now = at ?? library.clock.now()
  return { actor, policy: library.policy, now, today: dayOf(now) }
}

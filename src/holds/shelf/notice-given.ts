import type { Desk } from '#acting.ts'
import type { Database } from '#database/database.ts'
import type { Actor } from '#library.ts'
import type { Policy } from '#policy.ts'
import { dayOf } from '#time/clock.ts'
import { lockBibsOfOrders, lockHold, lockMembers, type StoredHold, saveTransition } from '../hold-store.ts'
import { loadShelfFacts } from '../queue/queue-store.ts'
import { lastShelfDay } from '../rules/shelf.ts'

/**
 * Notice was given: the mail was accepted by the server, or the call is marked as made. The clock of the hold shelf starts, with
 * it for all members of a set (M37). A hold that is not ready any more, or was told before, stays as it is.
 */
export async function noticeGiven(
  tx: Database,
  policy: Policy,
  holdIds: readonly number[],
  at: Temporal.Instant,
  actor: Actor,
): Promise<void> {
  const desk: Desk = { actor, policy, now: at, today: dayOf(at) }
  await lockBibsOfOrders(tx, holdIds)
  for (const holdId of [...holdIds].sort((a, b) => a - b)) {
    const hold = await lockHold(tx, holdId)
    if (!hold) continue
    const together = hold.kind === 'set' ? await lockMembers(tx, hold.orderId) : [hold]
    for (const member of together) await startClock(tx, desk, member)
  }
}

async function startClock(tx: Database, desk: Desk, hold: StoredHold): Promise<void> {
  if (hold.state.is !== 'ready' || hold.notifiedAt !== null) return
  const facts = (await loadShelfFacts(tx, desk, [hold.id], desk.today)).get(hold.id)!
  const clock = { contact: hold.contact, readyOn: dayOf(hold.readyAt!), notifiedOn: desk.today }
  // Who looks for themself has a clock already: it started when the copy was ready.
  const pickUpBy = hold.contact === 'self' ? hold.state.pickUpBy : lastShelfDay(desk.policy, clock, facts.calendar)
  const change = { hold, to: { ...hold.state, pickUpBy }, why: 'notice' } as const
  await saveTransition(tx, desk, [change], { notifiedAt: desk.now })
}

import type { Desk } from '#acting.ts'
import type { Database } from '#database/database.ts'
import type { Actor } from '#library.ts'
import type { Policy } from '#policy.ts'
import { dayOf } from '#time/clock.ts'
import { lockBibsOfOrders, lockHold, lockMembers, type StoredHold, saveTransition } from '../hold-store.ts'
import { loadShelfFacts } from '../queue/queue-store.ts'
import { lastShelfDay } from '../rules/shelf.ts'

/**
 * The mail that had been accepted came back: nobody was told. The clock of the hold shelf stands still again, and the hold is kept
 * as long as that of a patron who is never reached (M37), until somebody calls.
 */
export async function noticeTakenBack(
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
    for (const member of together) await stopClock(tx, desk, member)
  }
}

async function stopClock(tx: Database, desk: Desk, hold: StoredHold): Promise<void> {
  if (hold.state.is !== 'ready' || hold.notifiedAt === null || hold.contact === 'self') return
  const readyOn = dayOf(hold.readyAt!)
  const facts = (await loadShelfFacts(tx, desk, [hold.id], readyOn)).get(hold.id)!
  const pickUpBy = lastShelfDay(desk.policy, { contact: hold.contact, readyOn, notifiedOn: null }, facts.calendar)
  const change = { hold, to: { ...hold.state, pickUpBy }, why: 'notice', detail: 'notDelivered' } as const
  await saveTransition(tx, desk, [change], { notifiedAt: null })
}

import type { Desk } from '#circulation/desk.ts'
import type { Database } from '#database/database.ts'
import type { Actor } from '#library.ts'
import type { Policy } from '#policy.ts'
import { dayOf } from '#time/clock.ts'
import { loadShelfFacts } from './queue-store.ts'
import { lastShelfDay } from './rules/shelf.ts'
import { lockHold, lockMembers, type StoredHold, saveTransition } from './store.ts'

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
  for (const holdId of [...holdIds].sort((a, b) => a - b)) {
    const hold = await lockHold(tx, holdId)
    if (!hold) continue
    const together = hold.kind === 'set' ? await lockMembers(tx, hold.orderId) : [hold]
    for (const member of together) await startClock(tx, desk, member)
  }
}

/**
 * A mail that had been accepted came back after all: it started no clock. The hold stands as one whose patron was not reached,
 * until somebody calls.
 */
export async function noticeTakenBack(
  tx: Database,
  policy: Policy,
  holdIds: readonly number[],
  at: Temporal.Instant,
  actor: Actor,
): Promise<void> {
  const desk: Desk = { actor, policy, now: at, today: dayOf(at) }
  for (const holdId of [...holdIds].sort((a, b) => a - b)) {
    const hold = await lockHold(tx, holdId)
    if (hold?.state.is !== 'ready' || hold.notifiedAt === null) continue
    await saveShelfDate(tx, desk, hold, null, 'bounced')
  }
}

async function startClock(tx: Database, desk: Desk, hold: StoredHold): Promise<void> {
  if (hold.state.is !== 'ready' || hold.notifiedAt !== null) return
  await saveShelfDate(tx, desk, hold, desk.now, null)
}

/** Gives a ready hold the last day that follows from the day of its notice (null: none was given). */
async function saveShelfDate(
  tx: Database,
  desk: Desk,
  hold: StoredHold,
  notifiedAt: Temporal.Instant | null,
  detail: string | null,
): Promise<void> {
  if (hold.state.is !== 'ready') return
  const readyOn = dayOf(hold.readyAt!)
  const facts = (await loadShelfFacts(tx, desk, [hold.id], notifiedAt ? desk.today : readyOn)).get(hold.id)!
  const clock = { contact: hold.contact, readyOn, notifiedOn: notifiedAt && dayOf(notifiedAt) }
  // Who looks for themself has a clock already: it started when the copy was ready.
  const pickUpBy = hold.contact === 'self' ? hold.state.pickUpBy : lastShelfDay(desk.policy, clock, facts.calendar)
  const change = { hold, to: { ...hold.state, pickUpBy }, why: 'notice', detail } as const
  await saveTransition(tx, desk, [change], { notifiedAt })
}

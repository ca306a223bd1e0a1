import type { Desk } from '#acting.ts'
import type { Tx } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { Actor } from '#library.ts'
import type { Policy } from '#policy.ts'
import { dayOf } from '#time/clock.ts'
import { lockBibsOfOrders, lockHold, lockMembers } from '../hold-locks-store.ts'
import type { StoredHold } from '../hold-store.ts'
import { settleShelf } from './settle-shelf.ts'

/**
 * Notice was given: the mail was accepted by the server, or the call is marked as made. The clock of the hold shelf
 * starts, with it for all members of a set (M37). A hold that is not ready any more, or was told before, stays as it
 * is.
 */
export async function noticeGiven(
  tx: Tx,
  policy: Policy,
  holdIds: readonly HoldId[],
  at: Temporal.Instant,
  actor: Actor,
): Promise<void> {
  const desk: Desk = { actor, policy, now: at, today: dayOf(at) }
  await eachToldTogether(tx, holdIds, async together => {
    const untold = together.filter(member => member.notifiedAt === null)
    await settleShelf(tx, desk, untold, { why: 'notice', takenBack: null }, { notifiedAt: desk.now })
  })
}

/** Locks holds one after the other, each with those that are told together with it: all members of a set. */
export async function eachToldTogether(
  tx: Tx,
  holdIds: readonly HoldId[],
  settle: (together: StoredHold[]) => Promise<void>,
): Promise<void> {
  await lockBibsOfOrders(tx, holdIds)
  for (const holdId of [...holdIds].sort((a, b) => a - b)) {
    const hold = await lockHold(tx, holdId)
    if (hold) await settle(hold.kind === 'set' ? await lockMembers(tx, hold.orderId) : [hold])
  }
}

import type { Desk } from '#acting.ts'
import type { Tx } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { Actor } from '#library.ts'
import type { Policy } from '#policy.ts'
import { dayOf } from '#time/clock.ts'
import { eachToldTogether } from './notice-given.ts'
import { settleShelf } from './settle-shelf.ts'

/**
 * Nobody was told after all: the mail that had been accepted came back, or the call was marked by mistake. The clock of
 * the hold shelf stands still again, the day that was told with it counts for nothing, and the hold is kept as long as
 * that of a patron who is never reached (M37), until somebody calls.
 */
export async function noticeTakenBack(
  tx: Tx,
  policy: Policy,
  holdIds: readonly HoldId[],
  at: Temporal.Instant,
  actor: Actor,
  takenBack: 'notDelivered' | 'notCalled' = 'notDelivered',
): Promise<void> {
  const desk: Desk = { actor, policy, now: at, today: dayOf(at) }
  await eachToldTogether(tx, holdIds, async together => {
    const told = together.filter(member => member.notifiedAt !== null && member.contact !== 'self')
    await settleShelf(tx, desk, told, { why: 'notice', takenBack }, { notifiedAt: null, toldUntil: null })
  })
}

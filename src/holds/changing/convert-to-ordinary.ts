import type { Desk } from '#acting.ts'
import { deskOf } from '#acting.ts'
import { type Tx, transact } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import { lockItem } from '#items/item-store.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockHold } from '../hold-locks-store.ts'
import type { StoredHold } from '../hold-store.ts'
import { completeSet } from '../queue/complete-set.ts'
import { asBindable } from '../queue/copy-facts.ts'
import { saveSteps } from '../queue/save-steps.ts'
import { leaveSet } from '../rules/changing/move-pickup.ts'

/** Takes a hold out of its series or set: it is served by itself from now on, at the place in the queue that it has. */
export async function convertToOrdinary(
  library: Library,
  actor: Actor,
  holdId: HoldId,
): Promise<Outcome<{ holdId: HoldId }, { why: 'notFound' | 'notWaiting' }>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ holdId: HoldId }, { why: 'notFound' | 'notWaiting' }>> => {
    const hold = await lockHold(tx, holdId)
    if (!hold || (actor.is === 'patron' && hold.patronId !== actor.patronId)) return refused({ why: 'notFound' })
    if (hold.kind === 'ordinary') return done({ holdId })
    // What a set keeps is the staff's to hand out.
    const maySay = hold.kind === 'series' || actor.is !== 'patron'
    if (!maySay || !['applied', 'waiting', 'captured'].includes(hold.state.is)) return refused({ why: 'notWaiting' })
    await leave(tx, desk, hold)
    if (hold.kind === 'set') await completeSet(tx, desk, hold.orderId)
    return done({ holdId })
  })
}

async function leave(tx: Tx, desk: Desk, hold: StoredHold): Promise<void> {
  const set = { order: { id: hold.orderId, firstPosition: hold.orderPosition, kind: 'ordinary' } } as const
  const item = hold.state.is === 'captured' ? await lockItem(tx, hold.state.itemId) : null
  const alone = { ...hold, kind: 'ordinary' } as const
  await saveSteps(tx, desk, item, leaveSet(alone, item, (await asBindable(tx, desk, alone)).lastDay), { set })
}

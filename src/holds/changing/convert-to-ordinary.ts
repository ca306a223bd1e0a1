import type { Desk } from '#acting.ts'
import { deskOf } from '#acting.ts'
import { type Database, transact } from '#database/database.ts'
import { lockItem } from '#items/item-store.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockHold, type StoredHold, saveTransition } from '../hold-store.ts'
import { completeSet } from '../queue/complete-set.ts'
import { loadShelfFacts } from '../queue/queue-store.ts'
import { tellReady } from '../queue/tell-ready.ts'
import { lastShelfDay } from '../rules/shelf.ts'

/** Takes a hold out of its series or set: it is served by itself from now on, at the place in the queue that it has. */
export async function convertToOrdinary(
  library: Library,
  actor: Actor,
  holdId: number,
): Promise<Outcome<{ holdId: number }, { why: 'notFound' | 'notWaiting' }>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ holdId: number }, { why: 'notFound' | 'notWaiting' }>> => {
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

async function leave(tx: Database, desk: Desk, hold: StoredHold): Promise<void> {
  const set = { order: { id: hold.orderId, firstPosition: hold.orderPosition, kind: 'ordinary' } } as const
  if (hold.state.is !== 'captured') {
    await saveTransition(tx, desk, [{ hold, to: hold.state, why: 'convert', detail: 'ordinary' }], set)
    return
  }
  const { itemId } = hold.state
  const item = await lockItem(tx, itemId)
  if (item.status === 'transit') {
    const to = { is: 'inTransit', itemId } as const
    await saveTransition(tx, desk, [{ hold, to, why: 'convert', detail: 'ordinary' }], set)
    return
  }
  const facts = (await loadShelfFacts(tx, desk, [hold.id], desk.today)).get(hold.id)!
  const clock = { contact: hold.contact, readyOn: desk.today, notifiedOn: null }
  const pickUpBy = lastShelfDay(desk.policy, clock, facts.calendar)
  const to = { is: 'ready', itemId, pickUpBy } as const
  await saveTransition(tx, desk, [{ hold, to, why: 'convert', detail: 'ordinary' }], set)
  await tellReady(tx, desk, [{ hold, facts, pickUpBy }])
}

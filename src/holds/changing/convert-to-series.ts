import { deskOf } from '#acting.ts'
import { brokenConstraint, transact } from '#database/database.ts'
import { type HoldId, OrderId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { offers } from '#policy.ts'
import { newId } from '#std/new-id.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockBibsOf, lockHolds } from '../hold-locks-store.ts'
import { type StoredHold, saveTransition } from '../hold-store.ts'
import { insertEmptyOrder } from '../ordering/order-store.ts'

export type ConvertRefusal = { why: 'notFound' | 'tooFewForSeries' | 'notWaiting' | 'differentPickup' | 'noSeries' }

/**
 * 通常予約 → シリーズ予約 (M27): holds of one patron that are not captured become a series, in the order given. They keep their
 * places in the queue; pickup location and contact method must be the same for all.
 * @param series the id comes with the form: converting twice is converting once
 */
export async function convertToSeries(
  library: Library,
  actor: Actor,
  series: { orderId: OrderId; holdIds: HoldId[] },
): Promise<Outcome<{ orderId: OrderId }, ConvertRefusal>> {
  try {
    return await convert(library, actor, series)
  } catch (error) {
    // The form was gone back to and sent with other ticks: its id names the series it made before.
    if (brokenConstraint(error) !== 'hold_order_pkey') throw error
    return convert(library, actor, { ...series, orderId: OrderId(newId()) })
  }
}

function convert(
  library: Library,
  actor: Actor,
  series: { orderId: OrderId; holdIds: HoldId[] },
): Promise<Outcome<{ orderId: OrderId }, ConvertRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ orderId: OrderId }, ConvertRefusal>> => {
    const holdIds = [...new Set(series.holdIds)]
    await lockBibsOf(tx, holdIds)
    const locked = new Map((await lockHolds(tx, holdIds)).map(hold => [hold.id, hold]))
    const holds = holdIds.map(id => locked.get(id)).filter(hold => hold !== undefined)
    const first = holds[0]
    if (!first || holds.length < holdIds.length) return refused({ why: 'notFound' })
    if (actor.is === 'patron' && holds.some(hold => hold.patronId !== actor.patronId))
      return refused({ why: 'notFound' })
    if (holds.every(hold => hold.orderId === series.orderId && hold.kind === 'series')) {
      return done({ orderId: series.orderId })
    }
    if (!offers(library.policy, 'seriesHolds')) return refused({ why: 'noSeries' })
    if (holds.length < 2) return refused({ why: 'tooFewForSeries' })
    if (holds.some(hold => !mayJoin(hold, first))) return refused({ why: 'notWaiting' })
    if (holds.some(hold => !samePickup(hold, first))) return refused({ why: 'differentPickup' })
    await insertEmptyOrder(tx, desk, { id: series.orderId, patronId: first.patronId!, channel: first.channel })
    await saveTransition(
      tx,
      desk,
      holds.map(hold => ({ hold, to: hold.state, why: 'convert', into: 'series' })),
      { order: { id: series.orderId, firstPosition: 1, kind: 'series' } },
    )
    return done({ orderId: series.orderId })
  })
}

const mayJoin = (hold: StoredHold, first: StoredHold) =>
  hold.patronId === first.patronId &&
  hold.kind === 'ordinary' &&
  (hold.state.is === 'waiting' || hold.state.is === 'applied')

const samePickup = (hold: StoredHold, first: StoredHold) =>
  hold.pickup.branchId === first.pickup.branchId &&
  hold.pickup.stopId === first.pickup.stopId &&
  hold.contact === first.contact

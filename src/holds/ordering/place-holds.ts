import { type Desk, deskOf } from '#acting.ts'
import { asLast, brokenConstraint, type Tx, transact } from '#database/database.ts'
import type { HoldId, OrderId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { assert } from '#std/assert.ts'
import { crashPoint } from '#std/crash-point.ts'
import { type AllReasons, allReasons, done, type Outcome, refused } from '#std/outcome.ts'
import { judgeOrder, type Order, type OrderRefusal } from '../rules/order.ts'
import { lockForOrdering, type PlacedOrder } from './order-facts-store.ts'
import { insertOrder, loadOrderLines } from './order-store.ts'

export type Placed = { orderId: OrderId; holdIds: HoldId[] }

/**
 * 予約 (M23–M25): places an order from the web or an in-library terminal. It is applied for and taken in by the night
 * (M31, M41); all or nothing; the same id placed again is the same order (M25). 予約確認メール goes out when it is asked for
 * (M24).
 */
export async function placeHolds(
  library: Library,
  signedInAs: PatronId,
  order: Order,
): Promise<Outcome<Placed, AllReasons<OrderRefusal> | { why: 'notFound' }>> {
  const desk = deskOf(library, { is: 'patron', patronId: signedInAs })
  const placed = await retryIfIdTaken(() =>
    transact(library.db, async tx => {
      const locked = await lockForOrdering(tx, desk, signedInAs, order, 'order')
      assert(locked, 'a patron who orders exists')
      const { patronId, wanted, facts } = locked
      if (facts.known) return asPlacedBefore(facts.known, patronId)
      const refusal = allReasons(judgeOrder(library.policy, wanted, facts, desk.now, 'web'))
      if (refusal) return refused(refusal)

      // The last statement ends the transaction with it: that is the confirmation, where one is wished for.
      const insert = () => insertOrder(tx, desk, patronId, { ...wanted, onlyItemId: null, beyondLimitBecause: null })
      const isConfirmed = order.confirmByMail && facts.registered.mail
      const holdIds = isConfirmed ? await insert() : await asLast(tx, insert)
      if (isConfirmed) await confirm(tx, desk, patronId, order.id)
      crashPoint('placeHolds:saved')
      return done({ orderId: order.id, holdIds })
    }),
  )
  crashPoint('placeHolds:committed')
  return placed
}

/** What is said of an order whose id is known: its patron has it already; to anybody else it is not there. */
export const asPlacedBefore = (known: PlacedOrder, patronId: PatronId): Outcome<Placed, { why: 'notFound' }> =>
  known.patronId === patronId ? done({ orderId: known.id, holdIds: known.holdIds }) : refused({ why: 'notFound' })

/** Two orders with one id at one moment: the later one finds the id taken, is tried again, and finds the order. */
export async function retryIfIdTaken<T>(place: () => Promise<T>): Promise<T> {
  try {
    return await place()
  } catch (error) {
    if (brokenConstraint(error) !== 'hold_order_pkey') throw error
    return place()
  }
}

async function confirm(tx: Tx, desk: Desk, patronId: PatronId, orderId: OrderId): Promise<void> {
  const lines = await loadOrderLines(tx, orderId)
  await writeNotices(tx, desk, [
    {
      kind: 'orderPlaced',
      dedupeKey: `orderPlaced:order:${orderId}`,
      patronId,
      holdId: lines[0]?.holdId ?? null,
      contact: 'mail',
      facts: { titles: lines.map(line => line.title) },
    },
  ])
}

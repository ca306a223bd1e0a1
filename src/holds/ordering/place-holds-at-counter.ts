import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { type AllReasons, allReasons, done, type Outcome, refused } from '#std/outcome.ts'
import { type CounterOrder, judgeOrder, type OrderRefusal } from '../rules/order.ts'
import { lockForOrdering } from './order-facts-store.ts'
import { insertOrder } from './order-store.ts'
import { asPlacedBefore, type Placed, retryIfIdTaken } from './place-holds.ts'

/**
 * Places holds at the counter or on a call: they wait at once, at any time of the day (M31, M42), also as a set (M29)
 * or for one very copy.
 * @param override the reason for which limits and blocks are set aside; it stands in the history
 */
export async function placeHoldsAtCounter(
  library: Library,
  staff: Extract<Actor, { is: 'staff' }>,
  namedPatronId: PatronId,
  order: CounterOrder,
  override?: string,
): Promise<Outcome<Placed, AllReasons<OrderRefusal> | { why: 'notFound' }>> {
  const desk = deskOf(library, staff)
  return retryIfIdTaken(() =>
    transact(library.db, async tx => {
      // The place in the queue is drawn under the lock of the bib: no capture may pass over a hold that is being
      // placed.
      const locked = await lockForOrdering(tx, desk, namedPatronId, order, 'queue')
      if (!locked) return refused({ why: 'notFound' })
      const { patronId, wanted, facts } = locked
      if (facts.known) return asPlacedBefore(facts.known, patronId)
      const refusal = allReasons(
        judgeOrder(library.policy, wanted, facts, desk.now, override ? 'counterWithOverride' : 'counter'),
      )
      if (refusal) return refused(refusal)

      const holdIds = await insertOrder(tx, desk, patronId, {
        ...wanted,
        channel: 'counter',
        onlyItemId: order.onlyItemId ?? null,
        beyondLimitBecause: override ?? null,
      })
      return done({ orderId: order.id, holdIds })
    }),
  )
}

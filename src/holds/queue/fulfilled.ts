import type { Desk } from '#acting.ts'
import type { Database } from '#database/database.ts'
import type { ItemStatus, LockedItem } from '#items/rules/item.ts'
import { dayOf } from '#time/clock.ts'
import { lastShelfDay } from '../rules/shelf.ts'
import { findFulfilled } from './fulfilled-store.ts'
import { loadShelfFacts } from './queue-store.ts'

/**
 * The hold that a loan fulfilled, under its lock, with what it was before; null when it fulfilled none. Its last day is what the rule
 * gave it: the clock began when it was told, or became ready.
 * @param loan.last the scan with which it was lent: when, and where the copy was before
 */
export async function loadFulfilled(
  tx: Database,
  desk: Desk,
  loan: { item: LockedItem; patronId: number; last: { at: Temporal.Instant; fromStatus: ItemStatus } },
) {
  const { item, patronId, last } = loan
  const found = await findFulfilled(tx, { patronId, bibId: item.bibId, itemId: item.id, at: last.at })
  if (!found) return null
  const { hold, fromState, readyAt, wasBound } = found
  if (fromState !== 'ready' || !readyAt) return { hold, fromState, wasBound, readyAt: null, pickUpBy: null }
  const readyOn = dayOf(readyAt)
  const notifiedOn = hold.notifiedAt && dayOf(hold.notifiedAt)
  const begun = hold.contact !== 'self' && notifiedOn ? notifiedOn : readyOn
  const { calendar } = (await loadShelfFacts(tx, desk, [hold.id], begun)).get(hold.id)!
  const pickUpBy = lastShelfDay(desk.policy, { contact: hold.contact, readyOn, notifiedOn }, calendar)
  return { hold, fromState, wasBound, readyAt, pickUpBy }
}

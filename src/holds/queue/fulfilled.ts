import type { Desk } from '#acting.ts'
import type { Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { ItemStatus, LockedItem } from '#items/rules/item.ts'
import { dayOf } from '#time/clock.ts'
import { type StoredHold, saveTransition } from '../hold-store.ts'
import { lastShelfDay } from '../rules/shelf.ts'
import type { HoldStep } from '../rules/steps.ts'
import { findFulfilled } from './fulfilled-store.ts'
import { loadShelfFacts } from './queue-store.ts'
import { tellReady } from './tell-ready.ts'

/**
 * The hold that a loan fulfilled, under its lock, with what it was before; null when it fulfilled none. Its last day is
 * what the rule gave it: the clock began when it was told, or became ready.
 * @param loan.last the scan with which it was lent: when, and where the copy was before
 */
export async function loadFulfilled(
  tx: Tx,
  desk: Desk,
  loan: { item: LockedItem; patronId: PatronId; last: { at: Temporal.Instant; fromStatus: ItemStatus } },
) {
  const { item, patronId, last } = loan
  const found = await findFulfilled(tx, { patronId, bibId: item.bibId, itemId: item.id, at: last.at })
  if (!found) return null
  const { hold, fromState, readyAt, wasBound } = found
  if (fromState !== 'ready' || !readyAt) return { hold, fromState, wasBound, readyAt: null, pickUpBy: null }
  const readyOn = dayOf(readyAt)
  const notifiedOn = hold.notifiedAt && dayOf(hold.notifiedAt)
  const selfSince = hold.contact === 'self' && hold.selfSince ? dayOf(hold.selfSince) : null
  const facts = (await loadShelfFacts(tx, desk, [hold.id], notifiedOn ?? selfSince ?? readyOn)).get(hold.id)!
  const pickUpBy = lastShelfDay(desk.policy, { ...facts, readyOn, notifiedOn }, facts.calendar)
  return { hold, fromState, wasBound, readyAt, pickUpBy }
}

/**
 * Saves what a fulfilled hold goes back to. One that is ready again is so since then; when its patron was not told yet,
 * the notice was withdrawn with the loan: it is to be told after all.
 */
export async function reopenFulfilled(
  tx: Tx,
  desk: Desk,
  back: HoldStep,
  { hold, readyAt }: { hold: StoredHold; readyAt: Temporal.Instant | null },
): Promise<void> {
  const isReady = back.to.is === 'ready' && readyAt !== null
  await saveTransition(tx, desk, [back], isReady ? { readyAt } : {})
  if (!isReady || hold.notifiedAt !== null) return
  const facts = (await loadShelfFacts(tx, desk, [hold.id], desk.today)).get(hold.id)!
  await tellReady(tx, desk, [{ hold: { ...hold, readyAt }, facts }])
}

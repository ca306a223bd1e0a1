import type { Desk } from '#acting.ts'
import type { Database } from '#database/database.ts'
import type { ItemStatus, LockedItem } from '#items/item-store.ts'
import { assert } from '#std/assert.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { type StoredHold, saveTransition } from '../hold-store.ts'
import type { HoldState } from '../rules/hold.ts'
import { lastShelfDay } from '../rules/shelf.ts'
import { loadFulfilled } from './fulfilled-store.ts'
import { loadShelfFacts } from './queue-store.ts'

/**
 * A loan is taken back: the hold that it fulfilled is open again, at the place in the queue that it had. A copy that was captured for
 * it is captured still; another copy that stood ready for it has gone on to the next, and the hold waits.
 * @param loan.from where the lent copy was before
 * @returns on which hold shelf the copy stands again, if it stood on one
 */
export async function reopenAfterLoan(
  tx: Database,
  desk: Desk,
  loan: {
    item: LockedItem
    patronId: number
    lentAt: Temporal.Instant
    from: { status: ItemStatus; branchId: string }
  },
): Promise<Outcome<{ shelfBranchId: string | null }, { why: 'cannotUndo' }>> {
  const { item, patronId, lentAt, from } = loan
  const found = await loadFulfilled(tx, { patronId, bibId: item.bibId, itemId: item.id, at: lentAt })
  if (!found) {
    assert(from.status !== 'holdShelf', 'what was lent from a hold shelf fulfilled a hold')
    return done({ shelfBranchId: null })
  }
  const { hold, readyAt, fromState, sentForIt } = found
  // The others of a set have become ready, or are kept, without it.
  if (hold.kind === 'set') return refused({ why: 'cannotUndo' })

  const isBound = from.status === 'holdShelf' || sentForIt
  const to = await stateBefore(tx, desk, hold, { fromState, readyAt, itemId: isBound ? item.id : null })
  const change = { hold, to, why: 'undo', itemId: item.id } as const
  await saveTransition(tx, desk, [change], to.is === 'ready' ? { readyAt: readyAt! } : {})
  return done({ shelfBranchId: from.status === 'holdShelf' ? hold.pickup.branchId : null })
}

async function stateBefore(
  tx: Database,
  desk: Desk,
  hold: StoredHold,
  before: { fromState: string; readyAt: Temporal.Instant | null; itemId: number | null },
): Promise<HoldState> {
  const { fromState, readyAt, itemId } = before
  if (fromState === 'cancelApplied') return { is: 'cancelApplied', itemId }
  if (itemId === null) return { is: 'waiting' }
  if (fromState === 'inTransit') return { is: 'inTransit', itemId }
  assert(fromState === 'ready' && readyAt, 'what a copy was captured for was on its way or ready')
  // Its last day is what the rule gave it: the clock began when it was told, or became ready.
  const notifiedOn = hold.notifiedAt && dayOf(hold.notifiedAt)
  const readyOn = dayOf(readyAt)
  const begun = hold.contact !== 'self' && notifiedOn ? notifiedOn : readyOn
  const { calendar } = (await loadShelfFacts(tx, desk, [hold.id], begun)).get(hold.id)!
  return {
    is: 'ready',
    itemId,
    pickUpBy: lastShelfDay(desk.policy, { contact: hold.contact, readyOn, notifiedOn }, calendar),
  }
}

import type { Desk } from '#acting.ts'
import type { Database } from '#database/database.ts'
import type { LockedItem } from '#items/item-store.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { findOpenHold, itemOf, lockHolder, type StoredHold, saveTransition } from '../hold-store.ts'
import { completeSet } from './complete-set.ts'
import { handItemOn } from './hand-on.ts'

/**
 * What a loan ends: the patron's own hold on the bib, whichever copy they take. A copy that is captured for somebody else is
 * refused. The caller has locked patron, bib and item, lends the copy, and then calls `afterwards`: what was captured for the
 * patron besides goes on to the next.
 */
export async function endByLoan(
  tx: Database,
  desk: Desk,
  item: LockedItem,
  patronId: number,
): Promise<
  Outcome<{ holdId: number | null; afterwards: () => Promise<void> }, { why: 'heldForAnother'; holdId: number }>
> {
  const heldBy = await lockHolder(tx, item)
  if (heldBy && heldBy.patronId !== patronId && heldBy.state.is !== 'cancelApplied') {
    return refused({ why: 'heldForAnother', holdId: heldBy.id })
  }
  if (heldBy && heldBy.patronId !== patronId) {
    await saveTransition(tx, desk, [{ hold: heldBy, to: { is: 'cancelApplied', itemId: null }, why: 'letGo' }])
  }
  const own = await findOpenHold(tx, patronId, item.bibId)
  // An application is not the library's yet: the night sees the loan and answers it (alreadyOnLoan).
  if (!own || own.state.is === 'applied') return done({ holdId: null, afterwards: async () => {} })
  await saveTransition(tx, desk, [
    { hold: own, to: { is: 'closed', why: 'fulfilled' }, why: 'checkOut', itemId: item.id },
  ])
  return done({ holdId: own.id, afterwards: () => release(tx, desk, own, item.id) })
}

async function release(tx: Database, desk: Desk, own: StoredHold, lentItemId: number): Promise<void> {
  const kept = itemOf(own.state)
  if (kept !== null && kept !== lentItemId) await handItemOn(tx, desk, kept)
  if (own.kind === 'set') await completeSet(tx, desk, own.orderId)
}

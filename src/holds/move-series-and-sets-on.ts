import { deskOf } from '#circulation/desk.ts'
import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { completeSet } from './complete-set.ts'
import { findKeptSets } from './night-store.ts'
import type { NightCall, NightReport } from './take-in-cancellations.ts'

/**
 * Series and sets move on. Whether a follower of a series is released is never stored: it follows from the holds before it, so
 * nothing is to be done for it. A set whose last member ended becomes ready here, should nobody have completed it before.
 */
export async function moveSeriesAndSetsOn(library: Library, call: NightCall): Promise<NightReport> {
  const desk = deskOf(library, { is: 'night' }, call.now)
  let completed = 0
  for (const orderId of await findKeptSets(library.db, call.limit)) {
    const ready = await transact(library.db, tx => completeSet(tx, desk, orderId))
    if (ready.size > 0) completed++
  }
  return { done: completed, report: { setsCompleted: completed } }
}

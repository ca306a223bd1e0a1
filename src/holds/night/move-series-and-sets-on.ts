import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import type { Batch, BatchDone } from '#nightly/rules/step.ts'
import { deleteStaleClaims } from '../pulls/pull-store.ts'
import { completeSet } from '../queue/complete-set.ts'
import { dropWhatIsEnough } from './drop-what-is-enough.ts'
import { findKeptSets } from './due-hold-store.ts'

/**
 * Series and sets move on. Whether a follower of a series is released is never stored: it follows from the holds before
 * it, so nothing is to be done for it. A set whose last member ended becomes ready here, should nobody have completed
 * it before. What is left of an order of which enough has come ends.
 */
export async function moveSeriesAndSetsOn(library: Library, batch: Batch): Promise<BatchDone> {
  const desk = deskOf(library, { is: 'night' }, batch.now)
  let completed = 0
  for (const orderId of await findKeptSets(library.db, batch.limit)) {
    const ready = await transact(library.db, tx => completeSet(tx, desk, orderId))
    if (ready > 0) completed++
  }
  const enough = await dropWhatIsEnough(library, desk, batch.limit)
  await deleteStaleClaims(library.db)
  return { did: completed + enough, report: { setsCompleted: completed, enough } }
}

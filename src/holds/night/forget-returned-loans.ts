import { transact } from '#database/database.ts'
import { forgetLoans } from '#items/loan-store.ts'
import type { Library } from '#library.ts'
import type { Batch, BatchDone } from '#nightly/rules/step.ts'
import { forgetFinishedNotices } from '#notices/forgotten-notice-store.ts'
import { zone } from '#time/clock.ts'
import { forgetClosedHolds } from './forgotten-hold-store.ts'

/**
 * 貸出記録の消去: a returned loan loses its patron, unless they asked for a history; so do fulfilled holds whose loan is
 * returned and ended holds that went out of sight, and the notices about them lose what they said. Counts and dates
 * stay.
 */
export async function forgetReturnedLoans(library: Library, batch: Batch): Promise<BatchDone> {
  const sightEnds = batch.now
    .toZonedDateTimeISO(zone)
    .subtract({ days: library.policy.holds.closedInSightDays })
    .toInstant()
  const loans = await transact(library.db, tx => forgetLoans(tx, batch.limit))
  const holds = await transact(library.db, tx => forgetClosedHolds(tx, sightEnds, batch.now, batch.limit))
  const notices = await transact(library.db, tx => forgetFinishedNotices(tx, batch.limit))
  return { did: loans + holds + notices, report: { loans, holds, notices } }
}

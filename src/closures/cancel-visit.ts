import { loadVisit, saveVisitCancelled } from '#calendar/visit-store.ts'
import { transact } from '#database/database.ts'
import type { StopId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { type DatesMoved, datesFollow } from './dates-follow.ts'

export type VisitRefusal = { why: 'noVisit' } | { why: 'alreadyPast' } | { why: 'noReason' }

/**
 * 運休: the bookmobile does not come to a stop on a day (snow, works). What was to be fetched or brought back on that
 * visit has time until a later one. Cancelled twice is cancelled.
 */
export async function cancelVisit(
  library: Library,
  staff: Extract<Actor, { is: 'staff' }>,
  stopId: StopId,
  day: Temporal.PlainDate,
  reason: string,
): Promise<Outcome<DatesMoved, VisitRefusal>> {
  if (reason.trim() === '') return refused({ why: 'noReason' })
  const now = library.clock.now()
  if (Temporal.PlainDate.compare(day, dayOf(now)) < 0) return refused({ why: 'alreadyPast' })
  const branchId = await transact(library.db, async tx => {
    const visit = await loadVisit(tx, stopId, day)
    if (!visit) return null
    if (visit.cancelledBecause === null) {
      await saveVisitCancelled(tx, stopId, day, reason.trim())
      const detail = { stopId, day: `${day}`, reason: reason.trim() }
      await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'cancelVisit', patronId: null, detail })
    }
    return visit.branchId
  })
  if (branchId === null) return refused({ why: 'noVisit' })
  return done(await datesFollow(library, staff, branchId))
}

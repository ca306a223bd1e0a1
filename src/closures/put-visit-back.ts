import { loadStopOn, loadVisit, saveVisitPutBack } from '#calendar/visit-store.ts'
import { transact } from '#database/database.ts'
import type { BranchId, StopId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { type DatesMoved, datesFollow } from './dates-follow.ts'

export type PutBackRefusal =
  | { why: 'noVisit' }
  | { why: 'alreadyPast' }
  | { why: 'stopAbolished' }
  | { why: 'closedThatDay' }

/**
 * 運休 entered by mistake, or the road is free again: the bookmobile comes after all. Last days that were told meanwhile
 * are kept. Put back twice is put back.
 */
export async function putVisitBack(
  library: Library,
  staff: Extract<Actor, { is: 'staff' }>,
  stopId: StopId,
  day: Temporal.PlainDate,
): Promise<Outcome<DatesMoved, PutBackRefusal>> {
  const now = library.clock.now()
  if (Temporal.PlainDate.compare(day, dayOf(now)) < 0) return refused({ why: 'alreadyPast' })
  const saved = await transact(library.db, async (tx): Promise<Outcome<{ branchId: BranchId }, PutBackRefusal>> => {
    const visit = await loadVisit(tx, stopId, day)
    if (!visit) return refused({ why: 'noVisit' })
    if (visit.cancelledBecause === null) return done({ branchId: visit.branchId })
    const stop = await loadStopOn(tx, stopId, day)
    if (!stop || stop.isAbolished) return refused({ why: 'stopAbolished' })
    if (!stop.isOpen) return refused({ why: 'closedThatDay' })
    await saveVisitPutBack(tx, stopId, day)
    const detail = { stopId, day: `${day}` }
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'putVisitBack', patronId: null, detail })
    return done({ branchId: visit.branchId })
  })
  return saved.ok ? done(await datesFollow(library, staff, saved.value.branchId)) : saved
}

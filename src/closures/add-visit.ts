import type { Visit } from '#calendar/rules/visits.ts'
import { loadStopOn, loadVisit, saveVisits } from '#calendar/visit-store.ts'
import { type Tx, transact } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { type DatesMoved, datesFollow } from './dates-follow.ts'

export type AddVisitRefusal =
  | { why: 'unknownStop' }
  | { why: 'alreadyPast' }
  | { why: 'badHours' }
  | { why: 'stopAbolished' }
  | { why: 'closedThatDay' }
  | { why: 'visitThere' }

/** 臨時の巡回: the bookmobile comes to a stop on a day on which its schedule does not bring it. */
export async function addVisit(
  library: Library,
  staff: Extract<Actor, { is: 'staff' }>,
  visit: Visit,
): Promise<Outcome<DatesMoved, AddVisitRefusal>> {
  const now = library.clock.now()
  const saved = await transact(library.db, async tx => {
    const added = await insertVisit(tx, visit, dayOf(now))
    if (!added.ok) return added
    const { stopId, day } = visit
    const detail = { stopId, day: `${day}` }
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'addVisit', patronId: null, detail })
    return added
  })
  return saved.ok ? done(await datesFollow(library, staff, saved.value.branchId)) : saved
}

/** Writes one visit if the bookmobile can come then; there is one a day at most. */
export async function insertVisit(
  tx: Tx,
  visit: Visit,
  today: Temporal.PlainDate,
): Promise<Outcome<{ branchId: BranchId }, AddVisitRefusal>> {
  if (Temporal.PlainDate.compare(visit.day, today) < 0) return refused({ why: 'alreadyPast' })
  if (Temporal.PlainTime.compare(visit.leaves, visit.arrives) <= 0) return refused({ why: 'badHours' })
  const stop = await loadStopOn(tx, visit.stopId, visit.day)
  if (!stop) return refused({ why: 'unknownStop' })
  if (stop.isAbolished) return refused({ why: 'stopAbolished' })
  if (!stop.isOpen) return refused({ why: 'closedThatDay' })
  if (await loadVisit(tx, visit.stopId, visit.day)) return refused({ why: 'visitThere' })
  await saveVisits(tx, [visit])
  return done({ branchId: stop.branchId })
}

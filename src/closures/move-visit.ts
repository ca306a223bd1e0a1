import type { Visit } from '#calendar/rules/visits.ts'
import { loadVisit, saveVisitCancelled } from '#calendar/visit-store.ts'
import { transact } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { type AddVisitRefusal, insertVisit } from './add-visit.ts'
import { type DatesMoved, datesFollow } from './dates-follow.ts'

export type MoveVisitRefusal = AddVisitRefusal | { why: 'noVisit' } | { why: 'noReason' }

/** 巡回の振替: a visit is made on another day instead. Both or neither; whoever was told the old day is told the new. */
export async function moveVisit(
  library: Library,
  staff: Extract<Actor, { is: 'staff' }>,
  from: Temporal.PlainDate,
  to: Visit,
  reason: string,
): Promise<Outcome<DatesMoved, MoveVisitRefusal>> {
  if (reason.trim() === '') return refused({ why: 'noReason' })
  const now = library.clock.now()
  const today = dayOf(now)
  if (Temporal.PlainDate.compare(from, today) < 0) return refused({ why: 'alreadyPast' })
  const saved = await transact(library.db, async (tx): Promise<Outcome<{ branchId: BranchId }, MoveVisitRefusal>> => {
    const visit = await loadVisit(tx, to.stopId, from)
    if (!visit || visit.cancelledBecause !== null) return refused({ why: 'noVisit' })
    const added = await insertVisit(tx, to, today)
    if (!added.ok) return added
    await saveVisitCancelled(tx, to.stopId, from, reason.trim())
    const detail = { stopId: to.stopId, day: `${from}`, to: `${to.day}`, reason: reason.trim() }
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'moveVisit', patronId: null, detail })
    return added
  })
  return saved.ok ? done(await datesFollow(library, staff, saved.value.branchId)) : saved
}

import { forgetClosure } from '#calendar/calendar-store.ts'
import { layOutCalendar } from '#calendar/lay-out-calendar.ts'
import { layOutVisits } from '#calendar/lay-out-visits.ts'
import { putBackVisitsOfClosure } from '#calendar/visit-store.ts'
import { moveDueDatesBack } from '#circulation/loans/move-due-dates-back.ts'
import { transact } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { moveDates } from './move-dates.ts'

export type LiftRefusal =
  | { why: 'noBranch' }
  | { why: 'untilBeforeFrom' }
  | { why: 'alreadyPast' }
  | { why: 'noClosure' }

/**
 * 臨時休館 entered by mistake, or over sooner than was thought: the branches are open again on these days as their week
 * says, and the due dates that had moved along move back by the same rules; so do the last days on the hold shelf that
 * nobody was told. The bookmobile comes to its stops again. Lifted twice finds nothing.
 */
export async function liftClosure(
  library: Library,
  staff: Extract<Actor, { is: 'staff' }>,
  closure: { branchIds: BranchId[]; from: Temporal.PlainDate; until: Temporal.PlainDate },
): Promise<Outcome<{ holdsMoved: number; loansMoved: number }, LiftRefusal>> {
  const { branchIds, from, until } = closure
  const now = library.clock.now()
  if (branchIds.length === 0) return refused({ why: 'noBranch' })
  if (Temporal.PlainDate.compare(until, from) < 0) return refused({ why: 'untilBeforeFrom' })
  if (Temporal.PlainDate.compare(from, dayOf(now)) < 0) return refused({ why: 'alreadyPast' })
  const lifted = await transact(library.db, async tx => {
    const days = await forgetClosure(tx, closure)
    if (days.length === 0) return []
    const [first, last] = [days[0]!.day, days.at(-1)!.day]
    await layOutCalendar(tx, first, last, library.policy)
    await layOutVisits(tx, first, last)
    await putBackVisitsOfClosure(tx, closure)
    const detail = { branchIds, from: `${from}`, until: `${until}`, days: days.length }
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'liftClosure', patronId: null, detail })
    return [...new Set(days.map(({ branchId }) => branchId))]
  })
  if (lifted.length === 0) return refused({ why: 'noClosure' })
  return done(await moveDates(library, staff, lifted, moveDueDatesBack))
}

import { knownBranches, saveClosure } from '#calendar/calendar-store.ts'
import { cancelVisitsWithClosure } from '#calendar/visit-store.ts'
import { moveDueDates } from '#circulation/loans/move-due-dates.ts'
import { transact } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { crashPoint } from '#std/crash-point.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { moveDates } from './move-dates.ts'

/** 臨時休館: from one day to another, both included. */
export type Closure = { branchIds: BranchId[]; from: Temporal.PlainDate; until: Temporal.PlainDate; reason: string }

export type ClosureRefusal =
  | { why: 'noBranch' }
  | { why: 'unknownBranch'; branchId: BranchId }
  | { why: 'noReason' }
  | { why: 'untilBeforeFrom' }
  | { why: 'alreadyPast' }
  | { why: 'tooLong'; daysMax: number }

const daysMax = 400

/**
 * Closes branches on days on which they would have been open; a bookmobile that is closed comes to no stop. The last
 * days of the hold shelf and the due dates that fall on them move along, each with its row in the history. The closure
 * is stored first; should the service die before the last date has moved, the same closure entered again, or the next
 * day, moves the rest.
 */
export async function enterClosure(
  library: Library,
  staff: Extract<Actor, { is: 'staff' }>,
  closure: Closure,
): Promise<Outcome<{ holdsMoved: number; loansMoved: number }, ClosureRefusal>> {
  const now = library.clock.now()
  const refusal = judgeClosure(closure, dayOf(now))
  if (refusal) return refused(refusal)
  const branchIds = [...new Set(closure.branchIds)]
  const unknown = await transact(library.db, async tx => {
    const known = await knownBranches(tx, branchIds)
    const missing = branchIds.find(branchId => !known.includes(branchId))
    if (missing !== undefined) return missing
    const reason = closure.reason.trim()
    await saveClosure(tx, { ...closure, branchIds, reason })
    await cancelVisitsWithClosure(tx, { ...closure, branchIds, reason })
    const detail = { branchIds, from: `${closure.from}`, until: `${closure.until}`, reason }
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'enterClosure', patronId: null, detail })
    return undefined
  })
  if (unknown !== undefined) return refused({ why: 'unknownBranch', branchId: unknown })
  crashPoint('closure.entered')
  return done(await moveDates(library, staff, branchIds, moveDueDates))
}

function judgeClosure(closure: Closure, today: Temporal.PlainDate): ClosureRefusal | null {
  const { from, until } = closure
  if (closure.branchIds.length === 0) return { why: 'noBranch' }
  if (closure.reason.trim() === '') return { why: 'noReason' }
  if (Temporal.PlainDate.compare(until, from) < 0) return { why: 'untilBeforeFrom' }
  if (Temporal.PlainDate.compare(from, today) < 0) return { why: 'alreadyPast' }
  if (from.until(until, { largestUnit: 'days' }).days >= daysMax) return { why: 'tooLong', daysMax }
  return null
}

import type { Database } from '#database/database.ts'
import type { BranchId, StopId } from '#ids.ts'

/**
 * The open days of a branch on and after `from`, in order. Closed for good, it has none from that day on.
 * @param limit how many
 */
export async function openDaysOf(
  db: Database,
  branchId: BranchId,
  from: Temporal.PlainDate,
  limit: number,
): Promise<Temporal.PlainDate[]> {
  const rows = await db
    .selectFrom('calendar_day')
    .innerJoin('branch', 'branch.id', 'calendar_day.branch_id')
    .where('branch.id', '=', branchId)
    .where('day', '>=', from)
    .where('opens', 'is not', null)
    .where(eb => eb.or([eb('closed_for_good_from', 'is', null), eb('day', '<', eb.ref('closed_for_good_from'))]))
    .select('day')
    .orderBy('day')
    .limit(limit)
    .execute()
  return rows.map(row => row.day)
}

/** The visits of the bookmobile to a stop on and after `from`, in order, without cancelled ones. */
export async function visitDaysOf(
  db: Database,
  stopId: StopId,
  from: Temporal.PlainDate,
  limit: number,
): Promise<Temporal.PlainDate[]> {
  const rows = await db
    .selectFrom('stop_visit')
    .innerJoin('stop', 'stop.id', 'stop_visit.stop_id')
    .where('stop.id', '=', stopId)
    .where('day', '>=', from)
    .where('cancelled_because', 'is', null)
    .where(eb => eb.or([eb('abolished_from', 'is', null), eb('day', '<', eb.ref('abolished_from'))]))
    .select('day')
    .orderBy('day')
    .limit(limit)
    .execute()
  return rows.map(row => row.day)
}

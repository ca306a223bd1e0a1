import { type Database, sql, type Tx } from '#database/database.ts'
import type { BranchId, StopId } from '#ids.ts'
import type { StopSchedule, Visit } from './rules/visits.ts'

export type ScheduledStop = StopSchedule & {
  stopId: StopId
  branchId: BranchId
  abolishedFrom: Temporal.PlainDate | null
  arrives: Temporal.PlainTime
  leaves: Temporal.PlainTime
}

/** 巡回予定 of every stop. */
export async function loadSchedules(db: Database): Promise<ScheduledStop[]> {
  const rows = await db
    .selectFrom('stop_schedule')
    .innerJoin('stop', 'stop.id', 'stop_schedule.stop_id')
    .selectAll()
    .orderBy('stop_id')
    .orderBy('first_day')
    .execute()
  return rows.map(row => ({
    stopId: row.stop_id,
    branchId: row.branch_id,
    abolishedFrom: row.abolished_from,
    firstDay: row.first_day,
    lastDay: row.last_day,
    rhythm: row.days
      ? { days: row.days }
      : row.every_weeks === null
        ? { weeksOfMonth: row.weeks_of_month ?? [] }
        : { everyWeeks: row.every_weeks },
    arrives: row.arrives,
    leaves: row.leaves,
  }))
}

/** Writes visits; one that is there already (cancelled, moved by hand) stays. Gives how many were new. */
export async function saveVisits(db: Database, visits: Visit[]): Promise<number> {
  if (visits.length === 0) return 0
  const written = await db
    .insertInto('stop_visit')
    .values(visits.map(({ stopId, ...visit }) => ({ stop_id: stopId, ...visit })))
    .onConflict(conflict => conflict.columns(['stop_id', 'day']).doNothing())
    .returning('day')
    .execute()
  return written.length
}

/** One visit, locked until the transaction ends, with the bookmobile that makes it; null when there is none. */
export async function loadVisit(
  tx: Tx,
  stopId: StopId,
  day: Temporal.PlainDate,
): Promise<{ branchId: BranchId; cancelledBecause: string | null } | null> {
  const row = await tx
    .selectFrom('stop_visit')
    .innerJoin('stop', 'stop.id', 'stop_visit.stop_id')
    .where('stop_id', '=', stopId)
    .where('day', '=', day)
    .select(['stop.branch_id as branchId', 'cancelled_because as cancelledBecause'])
    .forUpdate('stop_visit')
    .executeTakeFirst()
  return row ?? null
}

export async function saveVisitCancelled(
  tx: Tx,
  stopId: StopId,
  day: Temporal.PlainDate,
  reason: string,
): Promise<void> {
  await tx
    .updateTable('stop_visit')
    .set({ cancelled_because: reason, cancelled_by_closure: false })
    .where('stop_id', '=', stopId)
    .where('day', '=', day)
    .execute()
}

/** A cancelled visit takes place after all. */
export async function saveVisitPutBack(tx: Tx, stopId: StopId, day: Temporal.PlainDate): Promise<void> {
  await tx
    .updateTable('stop_visit')
    .set({ cancelled_because: null, cancelled_by_closure: false })
    .where('stop_id', '=', stopId)
    .where('day', '=', day)
    .execute()
}

/** Of a bookmobile that is closed from one day to another: its visits are cancelled with it. Gives how many. */
export async function cancelVisitsWithClosure(
  tx: Tx,
  closure: { branchIds: BranchId[]; from: Temporal.PlainDate; until: Temporal.PlainDate; reason: string },
): Promise<number> {
  const { rows } = await sql`
    update stop_visit v set cancelled_because = ${closure.reason}, cancelled_by_closure = true
    from stop s where s.id = v.stop_id and s.branch_id = any(${closure.branchIds}::text[])
      and v.day between ${closure.from} and ${closure.until} and v.cancelled_because is null
    returning 1`.execute(tx)
  return rows.length
}

/** Visits that a closure had cancelled, on days on which their bookmobile is open again, take place. Gives how many. */
export async function putBackVisitsOfClosure(
  tx: Tx,
  closure: { branchIds: BranchId[]; from: Temporal.PlainDate; until: Temporal.PlainDate },
): Promise<number> {
  const { rows } = await sql`
    update stop_visit v set cancelled_because = null, cancelled_by_closure = false
    from stop s join calendar_day d on d.branch_id = s.branch_id
    where s.id = v.stop_id and s.branch_id = any(${closure.branchIds}::text[]) and d.day = v.day and d.opens is not null
      and v.day between ${closure.from} and ${closure.until} and v.cancelled_by_closure
    returning 1`.execute(tx)
  return rows.length
}

/** A stop with its bookmobile: whether it drives on a day, and whether the stop is no more by then; null: none. */
export async function loadStopOn(
  tx: Tx,
  stopId: StopId,
  day: Temporal.PlainDate,
): Promise<{ branchId: BranchId; isOpen: boolean; isAbolished: boolean } | null> {
  const { rows } = await sql<{ branchId: BranchId; isOpen: boolean; isAbolished: boolean }>`
    select s.branch_id as "branchId", coalesce((select d.opens is not null from calendar_day d
      where d.branch_id = s.branch_id and d.day = ${day}), false) as "isOpen",
      coalesce(s.abolished_from <= ${day}, false) or coalesce(b.closed_for_good_from <= ${day}, false) as "isAbolished"
    from stop s join branch b on b.id = s.branch_id where s.id = ${stopId}`.execute(tx)
  return rows[0] ?? null
}

export type ShownVisit = Visit & { stopName: string; cancelledBecause: string | null }

/** Every visit of the bookmobile `branchId` from one day to another, cancelled ones included: they are told. */
export async function loadVisits(
  db: Database,
  branchId: BranchId,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Promise<ShownVisit[]> {
  return await db
    .selectFrom('stop_visit')
    .innerJoin('stop', 'stop.id', 'stop_visit.stop_id')
    .where('stop.branch_id', '=', branchId)
    .where('day', '>=', from)
    .where('day', '<=', until)
    .select([
      'stop_id as stopId',
      'stop.name as stopName',
      'day',
      'arrives',
      'leaves',
      'cancelled_because as cancelledBecause',
    ])
    .orderBy('day')
    .orderBy('arrives')
    .orderBy('stop.list_order')
    .execute()
}

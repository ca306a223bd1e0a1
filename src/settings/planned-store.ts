import { type Database, sql, type Tx } from '#database/database.ts'
import type { PlannedChangeId } from '#ids.ts'
import type { Change } from './rules/changes.ts'

/** A change that waits for its day. */
export type PlannedChange = {
  id: PlannedChangeId
  fromDay: Temporal.PlainDate
  changes: Change[]
  at: Temporal.Instant
  by: string
  why: string | null
  /** Why it was not put into force on its day; null: its day is still to come. */
  failure: PlannedFailure | null
}

/** What stood against a planned change on its day. */
export type PlannedFailure = { unfit: Change[] } | { refused: string }

export async function insertPlanned(
  tx: Tx,
  planned: { fromDay: Temporal.PlainDate; changes: Change[]; at: Temporal.Instant; by: string; why: string | null },
): Promise<PlannedChangeId> {
  const { id } = await tx
    .insertInto('planned_change')
    .values({
      from_day: planned.fromDay,
      changes: JSON.stringify(planned.changes),
      entered_at: planned.at,
      entered_by: planned.by,
      why: planned.why,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Those that wait, the first day first, and those that failed on their day within the last month. */
export async function loadPlanned(
  db: Database,
  failedSince: Temporal.Instant,
  limit: number,
): Promise<PlannedChange[]> {
  const rows = await db
    .selectFrom('planned_change')
    .selectAll()
    .where(or =>
      or.or([or('state', '=', 'waiting'), or.and([or('state', '=', 'failed'), or('ended_at', '>=', failedSince)])]),
    )
    .orderBy('from_day')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    id: row.id,
    fromDay: row.from_day,
    changes: row.changes as Change[],
    at: row.entered_at,
    by: row.entered_by,
    why: row.why,
    failure: row.failure as PlannedFailure | null,
  }))
}

/** All that wait, the first day first. */
export async function loadWaiting(db: Database): Promise<Pick<PlannedChange, 'id' | 'fromDay' | 'by' | 'changes'>[]> {
  const rows = await db
    .selectFrom('planned_change')
    .select(['id', 'from_day', 'entered_by', 'changes'])
    .where('state', '=', 'waiting')
    .orderBy('from_day')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    fromDay: row.from_day,
    by: row.entered_by,
    changes: row.changes as Change[],
  }))
}

/** The numbers of those that are due on a day, in the order in which they are to come into force. */
export async function findDuePlanned(db: Database, day: Temporal.PlainDate, limit: number): Promise<PlannedChangeId[]> {
  const { rows } = await sql<{ id: PlannedChangeId }>`
    select id::int as id from planned_change where state = 'waiting' and from_day <= ${day}
    order by from_day, id limit ${limit}`.execute(db)
  return rows.map(row => row.id)
}

/** One that waits, by its number; null: it is none any more. */
export async function findWaiting(db: Database, id: PlannedChangeId): Promise<Omit<PlannedChange, 'failure'> | null> {
  const row = await db
    .selectFrom('planned_change')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (!row) return null
  const { entered_at: at, entered_by: by, why } = row
  return { id, fromDay: row.from_day, changes: row.changes as Change[], at, by, why }
}

/** @returns false: somebody else has ended it meanwhile */
export async function endPlanned(
  db: Database,
  id: PlannedChangeId,
  ended: { state: 'done' | 'takenBack' | 'failed'; at: Temporal.Instant; failure?: PlannedFailure },
): Promise<boolean> {
  const { failure } = ended
  const result = await db
    .updateTable('planned_change')
    .set({
      state: ended.state,
      ended_at: ended.at,
      failure: failure === undefined ? null : JSON.stringify(failure),
    })
    .where('id', '=', id)
    .where('state', 'in', ended.state === 'takenBack' ? ['waiting', 'failed'] : ['waiting'])
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

import { type Database, onOneConnection, type Row, sql } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { Report } from './rules/report.ts'

export type NightlyRun = {
  day: Temporal.PlainDate
  startedAt: Temporal.Instant
  finishedAt: Temporal.Instant | null
  /** Asked for before its hour, in a demo or under a test's clock. */
  ranAhead: boolean
}

export type NightlyStep = {
  step: string
  counted: number
  report: Report
  startedAt: Temporal.Instant
  finishedAt: Temporal.Instant | null
}

/**
 * Does `work` if nobody else does a night of this library now, in any process; null if somebody does. The lock belongs
 * to a connection: whoever is killed lets go of it.
 */
export async function alone<T>(db: Database, work: () => Promise<T>): Promise<T | null> {
  return await onOneConnection(db, async connection => {
    const key = sql`hashtextextended('night of ' || current_schema(), 0)`
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${key}) as mine`.execute(connection)
    if (!rows[0]!.mine) return null
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(connection)
    }
  })
}

/** The run of a day, begun now unless it was begun before. */
export async function beginRun(
  db: Database,
  day: Temporal.PlainDate,
  now: Temporal.Instant,
  ranAhead: boolean,
): Promise<NightlyRun> {
  await db
    .insertInto('nightly_run')
    .values({ day, started_at: now, ran_ahead: ranAhead })
    .onConflict(conflict => conflict.column('day').doNothing())
    .execute()
  return (await loadRun(db, day))!
}

export async function loadRun(db: Database, day: Temporal.PlainDate): Promise<NightlyRun | null> {
  return (await loadRuns(db, { day, limit: 1 }))[0] ?? null
}

/** The newest runs, newest first. */
export async function loadRuns(
  db: Database,
  { day, limit }: { day?: Temporal.PlainDate; limit: number },
): Promise<NightlyRun[]> {
  return await db
    .selectFrom('nightly_run')
    .$if(day !== undefined, query => query.where('day', '=', day!))
    .select(['day', 'started_at as startedAt', 'finished_at as finishedAt', 'ran_ahead as ranAhead'])
    .orderBy('day', 'desc')
    .limit(limit)
    .execute()
}

export async function finishRun(db: Database, day: Temporal.PlainDate, now: Temporal.Instant): Promise<void> {
  await db.updateTable('nightly_run').set({ finished_at: now }).where('day', '=', day).execute()
}

/** The newest days whose run has finished: more than are ever caught up. */
export async function finishedDays(db: Database): Promise<Temporal.PlainDate[]> {
  const rows = await db
    .selectFrom('nightly_run')
    .where('finished_at', 'is not', null)
    .select('day')
    .orderBy('day', 'desc')
    .limit(400)
    .execute()
  return rows.map(row => row.day)
}

/** A step of a run, begun now unless it was begun before. */
export async function beginStep(
  db: Database,
  day: Temporal.PlainDate,
  step: string,
  now: Temporal.Instant,
): Promise<NightlyStep> {
  await db
    .insertInto('nightly_step')
    .values({ day, step, started_at: now })
    .onConflict(conflict => conflict.columns(['day', 'step']).doNothing())
    .execute()
  return (await loadSteps(db, day)).find(known => known.step === step)!
}

export async function loadSteps(db: Database, day: Temporal.PlainDate): Promise<NightlyStep[]> {
  const rows = await db
    .selectFrom('nightly_step')
    .where('day', '=', day)
    .selectAll()
    .orderBy('started_at')
    .orderBy('step')
    .execute()
  return rows.map(row => ({
    step: row.step,
    counted: row.counted,
    report: row.report as Report,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }))
}

export async function saveStep(
  db: Database,
  day: Temporal.PlainDate,
  step: { step: string; counted: number; report: Report; finishedAt: Temporal.Instant | null },
): Promise<void> {
  await db
    .updateTable('nightly_step')
    .set({ counted: step.counted, report: JSON.stringify(step.report), finished_at: step.finishedAt })
    .where('day', '=', day)
    .where('step', '=', step.step)
    .execute()
}

/** How much a run will find to do in the steps whose work can be counted beforehand. */
export type NightWork = { takeInCancellations: number; expireShelf: number; takeInApplications: number }

/**
 * How much waits for the steps whose work can be counted beforehand: said before a run, and for the estimate at a
 * terminal.
 */
export async function countWork(db: Database, day: Temporal.PlainDate, until: Temporal.Instant): Promise<NightWork> {
  const { rows } = await sql<NightWork>`
    select
      (select count(*) from hold where state = 'cancelApplied') as "takeInCancellations",
      (select count(*) from hold where state = 'ready' and pick_up_by < ${day}) as "expireShelf",
      (select count(*) from hold where state = 'applied' and applied_at < ${until}) as "takeInApplications"`.execute(db)
  return rows[0]!
}

export type NightRefusal = { holdId: HoldId; title: string; reason: string; at: Temporal.Instant }

/**
 * What the intake of a run refused, read from the history of the holds: it is right even after a run that was killed.
 */
export async function loadRefusals(db: Database, run: NightlyRun, limit: number): Promise<NightRefusal[]> {
  const { rows } = await sql<NightRefusal>`
    select e.hold_id as "holdId", concat_ws(' ', b.title, b.volume) as title, coalesce(h.closed_detail, '') as reason, e.at
    from hold_event e join hold h on h.id = e.hold_id join bib b on b.id = h.bib_id
    where e.actor = 'night' and e.why = 'refuse' and e.at >= ${run.startedAt}
      and e.at <= coalesce(${run.finishedAt}::timestamptz, 'infinity')
    order by e.id limit ${limit}`.execute(db)
  return rows
}

export async function loadBranches(db: Database): Promise<Pick<Row<'branch'>, 'id' | 'kind'>[]> {
  return await db.selectFrom('branch').select(['id', 'kind']).orderBy('list_order').orderBy('id').execute()
}

export async function lastNightEndedAt(db: Database): Promise<Temporal.Instant | null> {
  const row = await db
    .selectFrom('nightly_run')
    .where('finished_at', 'is not', null)
    .where('ran_ahead', '=', false)
    .select('finished_at')
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.finished_at ?? null
}

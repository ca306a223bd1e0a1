import { type Database, sql, type Tx } from '#database/database.ts'
import type { ItemId, PatronId, ReportId } from '#ids.ts'
import type { CopyNow, OpenReport, ReportedWhat } from './rules/report.ts'

export type ReportState = 'begun' | 'done' | 'open' | 'settled'

/**
 * Writes down that a report has come, unless it is known. Old ones that are over are forgotten on the way.
 * @returns its state: 'begun' when it is new, or when its first coming was cut off
 */
export async function claimReport(
  db: Database,
  report: {
    key: Buffer
    machine: string
    what: ReportedWhat
    happenedAt: Temporal.Instant
    reportedAt: Temporal.Instant
    barcode: string | null
    patronId: PatronId | null
  },
): Promise<ReportState> {
  const { key, machine, what, happenedAt, reportedAt, barcode, patronId } = report
  const { rows } = await sql<{ state: ReportState }>`
    with old as (${forgetOld(reportedAt)}), claimed as (
      insert into machine_report (key, machine, what, happened_at, reported_at, state, barcode, patron_id)
      values (${key}, ${machine}, ${what}, ${happenedAt}, ${reportedAt}, 'begun', ${barcode}, ${patronId}::bigint)
      on conflict (key) do nothing returning state
    )
    select state from claimed union all select state from machine_report where key = ${key}`.execute(db)
  // Another connection that claims it at the same moment is not seen by this statement, and begins it too.
  return rows[0]?.state ?? 'begun'
}

/** Some of those that are over for more than a year. */
export const forgetOld = (now: Temporal.Instant) => sql`
  delete from machine_report where id in (
    select id from machine_report
    where reported_at < ${now.subtract({ hours: 24 * 400 })} and state in ('done', 'settled') limit 100)`

/**
 * What happened to a copy since: each at the time when it happened, but for what machines have told, whose clocks are
 * wrong.
 */
export async function storySince(db: Database, itemId: ItemId, since: Temporal.Instant): Promise<CopyNow['story']> {
  const { rows } = await sql<CopyNow['story'][number]>`
    select coalesce(r.happened_at, e.at) as at, e.actor, e.why
    from item_event e left join machine_report r on r.item_event_id = e.id
    where e.item_id = ${itemId} and e.at > ${since} order by e.id desc limit 200`.execute(db)
  return rows
}

/** False: another connection, to which the same report was sent, has carried it out. */
export async function isBegun(db: Database, key: Buffer): Promise<boolean> {
  const row = await db.selectFrom('machine_report').where('key', '=', key).select('state').executeTakeFirst()
  return row?.state === 'begun'
}

/** Carried out: nothing is left of whom and what it was about. */
export async function finishReport(db: Database, key: Buffer): Promise<void> {
  await sql`
    update machine_report set state = 'done', barcode = null, patron_id = null
    where key = ${key} and state = 'begun'`.execute(db)
}

/** Not carried out: it stands on the list until somebody has settled it. */
export async function leaveReportOpen(db: Database, key: Buffer, why: string): Promise<void> {
  await sql`update machine_report set state = 'open', why = ${why} where key = ${key} and state = 'begun'`.execute(db)
}

/** Whether it was open, is settled already, or is none that people settle. */
export async function settleReportRow(
  tx: Tx,
  id: ReportId,
  by: { login: string; at: Temporal.Instant },
): Promise<'settled' | 'already' | 'none'> {
  const { rows } = await sql`
    update machine_report set state = 'settled', why = coalesce(why, 'brokenOff'), barcode = null, patron_id = null,
      card_number = null, settled_at = ${by.at}, settled_by = ${by.login}
    where id = ${id} and state in ('begun', 'open') returning id`.execute(tx)
  if (rows.length > 0) return 'settled'
  const known = await tx.selectFrom('machine_report').where('id', '=', id).select('state').executeTakeFirst()
  return known?.state === 'settled' ? 'already' : 'none'
}

/** From now on it is about the patron who stays. */
export async function moveReports(tx: Tx, from: PatronId, into: PatronId): Promise<void> {
  await sql`update machine_report set patron_id = ${into} where patron_id = ${from}`.execute(tx)
}

/** What is for people, the oldest first; one that was begun and never ended is among them after a while. */
export async function loadOpenReports(
  db: Database,
  begunBefore: Temporal.Instant,
  limit: number,
): Promise<OpenReport[]> {
  const { rows } = await sql<OpenReport>`
    select r.id, coalesce(r.machine, s.name, r.staff_login) as reporter, coalesce(m.branch_id, r.branch_id) as "branchId",
      r.what, r.happened_at as "happenedAt", coalesce(r.why, 'brokenOff') as why, r.barcode, r.patron_id as "patronId",
      r.card_number as "cardNumber"
    from machine_report r left join machine m on m.name = r.machine left join staff s on s.login = r.staff_login
    where r.state = 'open' or (r.state = 'begun' and r.reported_at < ${begunBefore})
    order by r.id limit ${limit}`.execute(db)
  return rows
}

/** A patron who leaves takes their name off the list. */
export async function forgetReportsOf(tx: Tx, patronId: PatronId): Promise<void> {
  await sql`update machine_report set patron_id = null where patron_id = ${patronId}`.execute(tx)
}

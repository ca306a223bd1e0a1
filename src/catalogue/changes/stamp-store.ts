import { type Database, sql, type Tx } from '#database/database.ts'
import type { BibId } from '#ids.ts'
import type { BibKind } from '../rules/bib.ts'
import { mainClass } from '../rules/ndc.ts'

/** A bib as the list of changes knows it. */
export type Stamp = {
  id: BibId
  stampedAt: Temporal.Instant
  kind: BibKind
  /** 類, null for none. */
  mainClass: number | null
  /** Deleted, merged into another, or hidden. */
  gone: boolean
}

/** As it lies in the table, see its migration. */
const noClass = 10

export const hasUnstamped = async (db: Database): Promise<boolean> =>
  (await sql<{ some: boolean }>`select exists (select from bib_stamp where stamped_at is null) as some`.execute(db))
    .rows[0]!.some

/** One gives stamps at a time, in order: who comes second waits for the first. */
export async function lockStamps(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('stamps of bibs ' || current_schema(), 0))`.execute(tx)
}

/**
 * Gives some changes that have none their stamp, all the same, later than any before. A bib that is being changed at
 * this moment gets its own after that.
 * @param only this bib; null: whichever
 */
export async function stampSome(tx: Tx, now: Temporal.Instant, limit: number, only: BibId | null): Promise<number> {
  const { rows } = await sql<{ id: BibId; kind: string; ndc: string[]; gone: boolean }>`
    select bib.id, bib.kind, bib.ndc, 
      deleted_at is not null or merged_into is not null or hidden_at is not null as gone
    from bib_stamp join bib on bib.id = bib_id
    where stamped_at is null and (${only}::bigint is null or bib_id = ${only}::bigint)
    order by bib_id limit ${limit} for update of bib_stamp skip locked`.execute(tx)
  if (rows.length === 0) return 0
  await sql`
    update bib_stamp set kind = fresh.kind, class = fresh.class, gone = fresh.gone,
      stamped_at = greatest(${now}::timestamptz, (select max(stamped_at) from bib_stamp) + interval '1 microsecond')
    from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ kind }) => kind)}::text[],
      ${rows.map(({ ndc }) => mainClass(ndc) ?? noClass)}::smallint[], ${rows.map(({ gone }) => gone)}::boolean[])
      as fresh (id, kind, class, gone)
    where bib_id = fresh.id`.execute(tx)
  return rows.length
}

/** Which changes: from `from` on, inclusive, before `below`; of one kind or one class; behind a place in the list. */
export type StampRange = {
  from: Temporal.Instant | null
  below: Temporal.Instant | null
  of: { kind: BibKind } | { mainClass: number | null } | null
  after: { stampedAt: Temporal.Instant; id: BibId } | null
}

/** The next of them in the order of their stamps: one walk along an index, wherever it begins. */
export async function loadStamps(db: Database, range: StampRange, limit: number): Promise<Stamp[]> {
  const { rows } = await sql<Stamp>`
    select bib_id as id, stamped_at as "stampedAt", kind, nullif(class, 10) as "mainClass", gone from bib_stamp
    where ${conditions(range)} order by ${timeOf(range)}, bib_id limit ${limit}`.execute(db)
  return rows
}

/** How many there are, counted no further than `most`. */
export async function countStamps(db: Database, range: StampRange, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from bib_stamp where ${conditions(range)} limit ${most}) counted`.execute(
    db,
  )
  return rows[0]!.count
}

/** By what the list is ordered: that of a set by what the index of its set alone has, so that no other can be taken. */
const timeOf = ({ of }: Pick<StampRange, 'of'>) =>
  of === null ? sql`stamped_at` : sql`(stamped_at at time zone 'UTC')`

function conditions({ from, below, of, after }: StampRange) {
  const set = of === null ? sql`true` : 'kind' in of ? sql`kind = ${of.kind}` : sql`class = ${of.mainClass ?? noClass}`
  const time = timeOf({ of })
  const at = (instant: Temporal.Instant) =>
    of === null ? sql`${instant}::timestamptz` : sql`(${instant}::timestamptz at time zone 'UTC')`
  const start = after
    ? sql`(${time}, bib_id) > (${at(after.stampedAt)}, ${after.id}::bigint)`
    : from
      ? sql`${time} >= ${at(from)}`
      : sql`${time} is not null`
  return sql`${set} and ${start} and ${below ? sql`${time} < ${at(below)}` : sql`true`}`
}

export async function loadStamp(db: Database, id: BibId): Promise<Stamp | null> {
  const { rows } = await sql<Stamp>`
    select bib_id as id, stamped_at as "stampedAt", kind, nullif(class, 10) as "mainClass", gone from bib_stamp
    where bib_id = ${id} and stamped_at is not null`.execute(db)
  return rows[0] ?? null
}

/** The oldest stamp there is; null in an empty catalogue. */
export const firstStamp = async (db: Database): Promise<Temporal.Instant | null> =>
  (await sql<{ at: Temporal.Instant | null }>`select min(stamped_at) as at from bib_stamp`.execute(db)).rows[0]!.at

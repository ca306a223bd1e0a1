import { type Database, sql } from '#database/database.ts'
import type { BibId } from '#ids.ts'
import { isStayingByFeed } from '#rule-columns.ts'
import { type BibRow, bibColumnsSql, toBib } from './bib-store.ts'
import type { IndexedBib } from './index/catalogue-index.ts'

/** How far a follower of the change feed has read: the last row of a finished transaction. */
export type FeedPosition = { tx: string; seq: number }
export const feedStart: FeedPosition = { tx: '0', seq: 0 }

/** 人気 counts loans of so many years, the ranking those of the last one. */
const popularYears = 3

/** What the index keeps of these bibs; one that left the catalogue (deleted, merged, hidden) is not among them. */
export const loadIndexed = (db: Database, ids: readonly BibId[], now: Temporal.Instant): Promise<IndexedBib[]> =>
  select(db, now, column => sql`${sql.ref(column)} = any(${[...ids]}::bigint[])`)

/** The same for the next bibs in order of their numbers. */
export const loadIndexedFrom = (
  db: Database,
  from: number,
  below: number,
  now: Temporal.Instant,
): Promise<IndexedBib[]> =>
  select(db, now, column => sql`${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${below}`)

/** The newest row of the feed that is of a finished transaction, with all before it finished too. */
export async function feedEnd(db: Database): Promise<FeedPosition> {
  const { rows } = await sql<FeedPosition>`
    select tx::text as tx, seq from bib_change where tx < pg_snapshot_xmin(pg_current_snapshot())
    order by bib_change.tx desc, seq desc limit 1`.execute(db)
  return rows[0] ?? feedStart
}

/** The next rows of the feed: which bibs, which 典拠, and where the reader stands after them. */
export async function readFeed(
  db: Database,
  after: FeedPosition,
  limit: number,
): Promise<{ ids: BibId[]; authorityIds: number[]; end: FeedPosition; more: boolean }> {
  const { rows } = await sql<FeedPosition & { bibId: BibId | null; authorityId: number | null }>`
    select tx::text as tx, seq, bib_id as "bibId", authority_id as "authorityId" from bib_change
    where (tx, seq) > (${after.tx}::xid8, ${after.seq}::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot())
    order by bib_change.tx, seq limit ${limit}`.execute(db)
  const last = rows.at(-1)
  return {
    ids: [...new Set(rows.flatMap(({ bibId }) => bibId ?? []))],
    authorityIds: [...new Set(rows.flatMap(({ authorityId }) => authorityId ?? []))],
    end: last ? { tx: last.tx, seq: last.seq } : after,
    more: rows.length === limit,
  }
}

/** Which database this is: a snapshot of another one is of no use. */
export async function databaseIdentity(db: Database): Promise<string> {
  const { rows } = await sql<{ identity: string }>`
    select (select system_identifier from pg_control_system())::text || '-' || oid::text as identity
    from pg_database where datname = current_database()`.execute(db)
  return rows[0]!.identity
}

/** How many bibs the index ought to have. */
export async function countBibs(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from bib where deleted_at is null and merged_into is null and hidden_at is null`.execute(
    db,
  )
  return rows[0]!.count
}

/**
 * Whether the feed still tells everything that came after this position: the row read last is still there, and so are
 * those that were written long before it (a transaction may draw a low number and commit late). Before the first row
 * stands who has read none: as long as the first is there, or none was ever written.
 */
export async function feedReachesBack(db: Database, position: FeedPosition, lateRows: number): Promise<boolean> {
  const { rows } = await sql<{ reaches: boolean }>`
    select case when ${position.seq}::bigint = ${feedStart.seq} then
        pg_sequence_last_value(pg_get_serial_sequence('bib_change', 'seq')::regclass) is null
        or (select min(seq) from bib_change) = 1
      else exists (select from bib_change where tx = ${position.tx}::xid8 and seq = ${position.seq})
        and (select min(seq) from bib_change) <= greatest(1, ${position.seq}::bigint - ${lateRows}::bigint) end as reaches`.execute(
    db,
  )
  return rows[0]!.reaches
}

type Condition = (column: string) => ReturnType<typeof sql>

async function select(db: Database, now: Temporal.Instant, which: Condition): Promise<IndexedBib[]> {
  const lastYear = now.subtract({ hours: 24 * 365 })
  const lastYears = now.subtract({ hours: 24 * 365 * popularYears })
  const { rows } = await sql<IndexedRow>`
    with held as (
      select bib_id, case when status = 'shelf' then current_branch_id else home_branch_id end as branch,
        nullif(btrim(shelf), '') as shelf, count(*) as copies, max(joined_on) filter (where status not in ('onOrder', 'inProcess')) as joined,
        count(*) filter (where status = 'shelf' and not in_house) as available,
        count(*) filter (where not in_house) as lendable
      from (
        select i.*, i.loan_rule = 'reference' or ${isStayingByFeed} as in_house
        from item i join bib b on b.id = i.bib_id where ${which('i.bib_id')} and i.status <> 'withdrawn'
          and i.hidden_at is null) copy
      group by 1, 2, 3
    ), places as (
      select bib_id, json_agg(json_build_array(branch, shelf, copies, available)) as branches, max(joined) as joined,
        sum(available)::int as available, sum(lendable)::int as lendable
      from held group by bib_id
    ), lent as (
      select bib_id, count(*) as ever, count(*) filter (where lent_at >= ${lastYear}) as lately
      from loan where ${which('bib_id')} and lent_at >= ${lastYears} group by bib_id
    ), held_for as (
      select bib_id, count(*) as holds from hold where ${which('bib_id')} and state <> 'closed' group by bib_id
    ), former as (
      select merged_into as into_id, array_agg(distinct isbn) as former_isbns from bib, unnest(isbns) isbn
      where ${which('merged_into')} group by merged_into
    )
    select ${bibColumnsSql}, former_isbns, branches, joined, available, lendable, ever, lately, holds
    from bib left join places on places.bib_id = bib.id left join lent on lent.bib_id = bib.id
      left join held_for on held_for.bib_id = bib.id left join former on former.into_id = bib.id
    where ${which('bib.id')} and deleted_at is null and merged_into is null and bib.hidden_at is null
    order by bib.id`.execute(db)
  return rows.map(toIndexed)
}

type IndexedRow = BibRow & {
  /** Of the records that were merged into this one: it is found by their numbers too. */
  former_isbns: string[] | null
  branches: [branch: string, shelf: string | null, copies: number, available: number][] | null
  joined: Temporal.PlainDate | null
  available: number | null
  lendable: number | null
  ever: number | null
  lately: number | null
  holds: number | null
}

const toIndexed = (row: IndexedRow): IndexedBib => ({
  ...recordOf(row),
  addedOn: row.joined?.toString() ?? null,
  popularity: (row.ever ?? 0) + (row.holds ?? 0),
  loans: row.lately ?? 0,
  branches: (row.branches ?? []).map(([branch, shelf, copies, available]) => ({ branch, shelf, copies, available })),
  lendable: row.lendable ?? 0,
  available: row.available ?? 0,
  holds: row.holds ?? 0,
})

/** The record alone: what goes to a worker and into a snapshot must be plain data. */
function recordOf(row: IndexedRow) {
  const { mergedInto: _merged, deletedAt: _deleted, hiddenAt: _hidden, changedAt: _changed, ...record } = toBib(row)
  return { ...record, isbns: [...new Set([...record.isbns, ...(row.former_isbns ?? [])])] }
}

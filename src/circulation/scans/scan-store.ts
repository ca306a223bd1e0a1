import { brokenConstraint, type Database, sql, type Tx } from '#database/database.ts'
import type { BranchId, ItemId, PatronId, ScanId } from '#ids.ts'
import type { Said, Scan, ScanPage } from './said.ts'

export type NewScan = {
  sessionHash: Buffer
  page: ScanPage
  patronId: PatronId | null
  sentId: string | null
  branchId: BranchId
  at: Temporal.Instant
  barcode: string
  said: Said
  /** The copy it may have changed, and the last row of that copy's history before. */
  change: { itemId: ItemId; after: number } | null
}

/** A scan that this session has sent before; what it would do again is taken back. */
export class SentBefore extends Error {}

/**
 * Puts a scan into the column of its session. A scan whose session was ended meanwhile holds, and is in no column.
 * @throws SentBefore
 */
export async function insertScan(db: Database, scan: NewScan): Promise<void> {
  const { itemId = null, after = 0 } = scan.change ?? {}
  try {
    await sql`
    insert into counter_scan (session_hash, page, patron_id, branch_id, at, barcode, said, sent_id, item_event_id)
    select id_hash, ${scan.page}, ${scan.patronId}::bigint, ${scan.branchId}, ${scan.at}::timestamptz, ${scan.barcode},
      ${JSON.stringify(scan.said)}::jsonb, ${scan.sentId}::uuid,
      (select max(id) from item_event where item_id = ${itemId}::bigint and id > ${after}::bigint)
    from staff_session where id_hash = ${scan.sessionHash} for key share`.execute(db)
  } catch (error) {
    throw brokenConstraint(error) === 'counter_scan_sent_once' ? new SentBefore() : error
  }
}

/** Whether this session has sent this scan before. */
export async function wasSent(db: Database, sessionHash: Buffer, sentId: string): Promise<boolean> {
  const row = await db
    .selectFrom('counter_scan')
    .where('session_hash', '=', sessionHash)
    .where('sent_id', '=', sentId)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The last scans of a session on a page, the newest first, with where each copy has its place. */
export async function loadScans(
  db: Database,
  of: { sessionHash: Buffer; page: ScanPage; patronId: PatronId | null },
  limit: number,
): Promise<Omit<Scan, 'mayUndo' | 'undoSecondsLeft'>[]> {
  const { rows } = await sql<Omit<Scan, 'mayUndo' | 'undoSecondsLeft'>>`
    select c.id, c.at, c.branch_id as "branchId", c.barcode, c.said, c.item_event_id as "itemEventId",
      c.undone_at is not null as undone,
      i.shelf, i.call_number as "callNumber", nullif(concat_ws(' ', b.title, b.volume), '') as "itemTitle", i.note as "itemNote",
      ready.here as "readyHere", ready.elsewhere as "readyElsewhere"
    from counter_scan c left join item i on i.barcode = c.barcode left join bib b on b.id = i.bib_id
    cross join lateral (
      select (count(*) filter (where h.pickup_branch_id = c.branch_id))::int as here,
        (count(*) filter (where h.pickup_branch_id <> c.branch_id))::int as elsewhere
      from hold h where h.state = 'ready' and h.patron_id = (c.said -> 'returned' ->> 'patronId')::bigint) ready
    where c.session_hash = ${of.sessionHash} and c.page = ${of.page}
      and c.patron_id is not distinct from ${of.patronId}::bigint
    order by c.id desc limit ${limit}`.execute(db)
  return rows
}

/** One scan of a session, for taking it back. */
export async function findScan(
  db: Database,
  sessionHash: Buffer,
  id: ScanId,
): Promise<{
  branchId: BranchId
  barcode: string
  patronId: PatronId | null
  itemEventId: number | null
  undone: boolean
} | null> {
  const row = await db
    .selectFrom('counter_scan')
    .where('session_hash', '=', sessionHash)
    .where('id', '=', id)
    .select(['branch_id', 'barcode', 'patron_id', 'item_event_id', 'undone_at'])
    .executeTakeFirst()
  return row
    ? {
        branchId: row.branch_id,
        barcode: row.barcode,
        patronId: row.patron_id,
        itemEventId: row.item_event_id,
        undone: row.undone_at !== null,
      }
    : null
}

export async function saveUndone(tx: Tx, id: ScanId, at: Temporal.Instant): Promise<void> {
  await tx.updateTable('counter_scan').set({ undone_at: at }).where('id', '=', id).execute()
}

/** @returns how many were there, at most `limit` at a time */
export async function deleteScansBefore(db: Database, before: Temporal.Instant, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from counter_scan where id in (select id from counter_scan where at < ${before} limit ${limit})
    returning 1`.execute(db)
  return rows.length
}

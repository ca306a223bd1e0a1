import { type Database, sql } from '#database/database.ts'
import type { Said, Scan, ScanPage } from './scans.ts'

export type NewScan = {
  sessionHash: Buffer
  page: ScanPage
  patronId: number | null
  branchId: string
  at: Temporal.Instant
  barcode: string
  said: Said
}

export async function insertScan(db: Database, scan: NewScan): Promise<void> {
  await db
    .insertInto('counter_scan')
    .values({
      session_hash: scan.sessionHash,
      page: scan.page,
      patron_id: scan.patronId,
      branch_id: scan.branchId,
      at: scan.at,
      barcode: scan.barcode,
      said: JSON.stringify(scan.said),
    })
    .execute()
}

/** The last scans of a session on a page, the newest first, with where each copy has its place. */
export async function loadScans(
  db: Database,
  of: { sessionHash: Buffer; page: ScanPage; patronId: number | null; id?: number },
  limit: number,
): Promise<Omit<Scan, 'mayUndo'>[]> {
  const { rows } = await sql<Omit<Scan, 'mayUndo'>>`
    select c.id, c.at, c.branch_id as "branchId", c.barcode, c.said, c.undone_at is not null as undone,
      i.shelf, i.call_number as "callNumber", nullif(concat_ws(' ', b.title, b.volume), '') as "itemTitle"
    from counter_scan c left join item i on i.barcode = c.barcode left join bib b on b.id = i.bib_id
    where c.session_hash = ${of.sessionHash} and c.page = ${of.page}
      and c.patron_id is not distinct from ${of.patronId}::bigint
      and (${of.id ?? null}::bigint is null or c.id = ${of.id ?? null}::bigint)
    order by c.id desc limit ${limit}`.execute(db)
  return rows
}

export async function saveUndone(db: Database, id: number, at: Temporal.Instant): Promise<void> {
  await db.updateTable('counter_scan').set({ undone_at: at }).where('id', '=', id).execute()
}

/** @returns how many were there, at most `limit` at a time */
export async function deleteScansBefore(db: Database, before: Temporal.Instant, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from counter_scan where id in (select id from counter_scan where at < ${before} limit ${limit})
    returning 1`.execute(db)
  return rows.length
}

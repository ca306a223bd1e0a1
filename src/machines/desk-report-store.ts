import { brokenConstraint, type Database, sql } from '#database/database.ts'
import type { BranchId, ItemId, PatronId } from '#ids.ts'
import { forgetOld } from './report-store.ts'
import type { ReportedWhat } from './rules/report.ts'

/** A report that has come before; what it would do again is taken back. */
export class ToldBefore extends Error {}

export type NewDeskReport = {
  key: Buffer
  what: Extract<ReportedWhat, 'checkIn' | 'checkOut'>
  happenedAt: Temporal.Instant
  reportedAt: Temporal.Instant
  staffLogin: string
  branchId: BranchId
  /** For people, and why; null when it is done and nothing is left to do. */
  open: { why: string; barcode: string; patronId: PatronId | null; cardNumber: string | null } | null
  /** The copy that it has changed, and the last row of that copy's history before. */
  change: { itemId: ItemId; after: number } | null
}

/** @throws ToldBefore */
export async function insertDeskReport(db: Database, report: NewDeskReport): Promise<void> {
  const { key, what, happenedAt, reportedAt, staffLogin, branchId, open, change } = report
  const { itemId = null, after = 0 } = change ?? {}
  try {
    await sql`
      with old as (${forgetOld(reportedAt)})
      insert into machine_report (key, what, happened_at, reported_at, staff_login, branch_id, state, why, barcode,
        patron_id, card_number, item_event_id)
      values (${key}, ${what}, ${happenedAt}, ${reportedAt}, ${staffLogin}, ${branchId}, ${open ? 'open' : 'done'},
        ${open?.why ?? null}, ${open?.barcode ?? null}, ${open?.patronId ?? null}::bigint, ${open?.cardNumber ?? null},
        (select max(id) from item_event where item_id = ${itemId}::bigint and id > ${after}::bigint))`.execute(db)
  } catch (error) {
    throw brokenConstraint(error) === 'machine_report_key_key' ? new ToldBefore() : error
  }
}

/**
 * Whether a scan has been told before, or was taken at once by the page at which it was scanned.
 * @param sentId by which that page sent it
 */
export async function wasTold(db: Database, key: Buffer, sentId: string): Promise<boolean> {
  const { rows } = await sql`
    select from machine_report where key = ${key}
    union all select from counter_scan where sent_id = ${sentId}::uuid limit 1`.execute(db)
  return rows.length > 0
}

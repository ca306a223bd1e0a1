import { createHash } from 'node:crypto'
import type { Desk } from '#acting.ts'
import type { Tx } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import type { LockedItem } from '#items/rules/item.ts'
import type { Library } from '#library.ts'
import type { Verdict } from '../rules/scan.ts'
import type { Said, ScanColumn } from './said.ts'
import { insertScan } from './scan-store.ts'

/**
 * Puts a scan on top of the column, in the transaction of what it did, with the row of the copy's history that it
 * wrote: by that an undo knows what it takes back.
 * @param scan.item as it was before; null when no copy has this code
 */
export async function noteInColumn(
  tx: Tx,
  desk: Desk,
  column: ScanColumn,
  scan: { branchId: BranchId; barcode: string; item: LockedItem | null; said: Said },
): Promise<void> {
  const { branchId, barcode, item, said } = scan
  const change = item && { itemId: item.id, after: item.lastEventId }
  await insertScan(tx, {
    ...ownerOf(column),
    branchId,
    barcode: item?.barcode ?? barcode.slice(0, 60),
    said,
    at: desk.now,
    change,
  })
}

/** Puts a scan that changed no copy on top of the column: a refusal, say. */
export async function noteScan(
  library: Library,
  column: ScanColumn,
  scan: { branchId: BranchId; barcode: string; said: Said },
): Promise<void> {
  const at = library.clock.now()
  await insertScan(library.db, { ...ownerOf(column), ...scan, barcode: scan.barcode.slice(0, 60), at, change: null })
}

/** What is told of a verdict, and of the loan that ended with it. @param item as it was before the scan */
export function saidOf(verdict: Verdict, item: LockedItem | null, today: Temporal.PlainDate): Said {
  if (verdict.do === 'stop') return verdict
  const said = verdict.do === 'holdShelf' ? { ...verdict, pickUpBy: verdict.pickUpBy?.toString() ?? null } : verdict
  if (!item?.loan) return said
  const { patronId, dueOn, lostAt } = item.loan
  const returned = { patronId, overdueDays: Math.max(0, dueOn.until(today).days), wasLost: lostAt !== null }
  return { ...said, returned }
}

/** As the tables know a column: the session by its hash. */
export const ownerOf = ({ sessionId, page, patronId = null, sentId }: ScanColumn) => ({
  sessionHash: createHash('sha256').update(sessionId).digest(),
  page,
  patronId,
  sentId: sentId ?? null,
})

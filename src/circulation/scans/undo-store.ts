import { sql, type Tx } from '#database/database.ts'
import type { BranchId, ScanId } from '#ids.ts'
import type { ItemHappening, ItemStatus, LockedItem } from '#items/rules/item.ts'
import type { LastScan } from '../rules/undo.ts'

/**
 * Which scan is taken back: the row of the copy's history that it wrote, and its line in the column of the desk, if it
 * has one.
 */
export type NamedScan = { branchId: BranchId; barcode: string; eventId: number; scanId?: ScanId }

const scans: ItemHappening[] = ['return', 'arrive', 'scan', 'found', 'received', 'redirect']

/**
 * What a scan at this branch did to a copy; a refusal when it did nothing of the kind, or something else has happened
 * since.
 * @param happenings what such a scan may have been
 */
export async function loadNamedScan(
  tx: Tx,
  item: LockedItem,
  scan: NamedScan,
  happenings: readonly ItemHappening[] = scans,
): Promise<LastScan | 'nothingToUndo' | 'changedSince'> {
  const { rows } = await sql<{
    at: Temporal.Instant
    from_status: ItemStatus
    from_branch_id: BranchId
    took_from_hold: boolean
    found_lost: boolean
  }>`
    select e.at, e.from_status,
      coalesce(e.from_branch_id, i.home_branch_id) as from_branch_id,
      exists (select from hold_event h where h.item_id = e.item_id and h.at = e.at and h.why in ('letGo', 'placeEnded', 'astray'))
        as took_from_hold,
      e.from_status <> 'loan' and exists (select from loan l where l.item_id = e.item_id and l.returned_at = e.at) as found_lost
    from item_event e join item i on i.id = e.item_id
    where e.id = ${scan.eventId} and e.item_id = ${item.id} and e.branch_id = ${scan.branchId}
      and e.why = any(${[...happenings]}::text[])`.execute(tx)
  const row = rows[0]
  if (!row) return 'nothingToUndo'
  if (item.lastEventId !== scan.eventId) return 'changedSince'
  return {
    at: row.at,
    fromStatus: row.from_status,
    fromBranchId: row.from_branch_id,
    tookFromHold: row.took_from_hold,
    foundLost: row.found_lost,
  }
}

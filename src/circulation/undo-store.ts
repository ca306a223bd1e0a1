import { type Database, sql } from '#database/database.ts'
import { actorName } from '#library.ts'
import type { Desk } from './desk.ts'
import type { ItemStatus, LockedItem } from './store.ts'

export type LastScan = {
  at: Temporal.Instant
  fromStatus: ItemStatus
  /** Where the copy was, or was going, before. */
  fromBranchId: string
  tookFromHold: boolean
}

/** The last thing that happened to a copy, if it was a scan at this branch. */
export async function loadLastScan(tx: Database, itemId: number, branchId: string): Promise<LastScan | null> {
  const { rows } = await sql<{
    at: Temporal.Instant
    from_status: ItemStatus
    from_branch_id: string
    took_from_hold: boolean
  }>`
    select e.at, e.from_status,
      coalesce(
        (select l.branch_id from loan l where l.item_id = e.item_id and l.returned_at = e.at),
        (select t.to_branch_id from transit t where t.item_id = e.item_id and t.ended_at = e.at),
        i.home_branch_id) as from_branch_id,
      exists (select from hold_event h where h.item_id = e.item_id and h.at = e.at and h.why = 'letGo') as took_from_hold
    from (select * from item_event where item_id = ${itemId} order by id desc limit 1) e
    join item i on i.id = e.item_id
    where e.branch_id = ${branchId} and e.why in ('return', 'arrive', 'scan', 'found', 'redirect')`.execute(tx)
  const row = rows[0]
  return row
    ? { at: row.at, fromStatus: row.from_status, fromBranchId: row.from_branch_id, tookFromHold: row.took_from_hold }
    : null
}

/** Puts a copy, its loan and its journey back to what they were before a scan, with a row in its history. */
export async function restoreItem(
  tx: Database,
  desk: Desk,
  item: LockedItem,
  last: LastScan,
  branchId: string,
): Promise<void> {
  await sql`
    update transit set ended_at = ${desk.now}, ended_why = 'elsewhere' where item_id = ${item.id} and ended_at is null`.execute(
    tx,
  )
  await sql`
    with reopened as (
      update transit set ended_at = null, ended_why = null
      where item_id = ${item.id} and ended_at = ${last.at} and ${last.fromStatus} = 'transit'
    ), unreturned as (
      update loan set returned_at = null, returned_branch_id = null
      where item_id = ${item.id} and returned_at = ${last.at} and ${last.fromStatus} = 'loan'
    ), restored as (
      update item set status = ${last.fromStatus}, current_branch_id = ${last.fromBranchId} where id = ${item.id}
    )
    insert into item_event (item_id, at, actor, branch_id, from_status, to_status, why)
    values (${item.id}, ${desk.now}, ${actorName(desk.actor)}, ${branchId}, ${item.status}, ${last.fromStatus}, 'undo')`.execute(
    tx,
  )
}

import type { Desk } from '#acting.ts'
import type { LastScan } from '#circulation/rules/undo.ts'
import { sql, type Tx } from '#database/database.ts'
import type { BranchId, LoanId } from '#ids.ts'
import { actorName } from '#library.ts'
import type { LockedItem } from './rules/item.ts'

/** Puts a copy, its 受入日, its loan and its journey back to what they were before a scan, with a row in its history. */
export async function restoreItem(
  tx: Tx,
  desk: Desk,
  item: LockedItem,
  last: LastScan,
  branchId: BranchId,
): Promise<void> {
  await sql`
    update transit set ended_at = ${desk.now}, ended_why = 'elsewhere' where item_id = ${item.id} and ended_at is null`.execute(
    tx,
  )
  await sql`
    with reopened as (
      update transit set ended_at = null, ended_why = null
      where item_id = ${item.id} and ended_at = ${last.at} and sent_at < ${last.at} and ${last.fromStatus} = 'transit'
    ), unreturned as (
      update loan set returned_at = null, returned_branch_id = null
      where item_id = ${item.id} and returned_at = ${last.at} and ${last.fromStatus} = 'loan'
    ), restored as (
      update item set status = ${last.fromStatus}, current_branch_id = ${last.fromBranchId},
        joined_on = coalesce((select joined_before from item_event where id = ${item.lastEventId}), joined_on)
      where id = ${item.id}
    )
    insert into item_event (item_id, at, actor, branch_id, from_status, to_status, why, from_branch_id)
    values (${item.id}, ${desk.now}, ${actorName(desk.actor)}, ${branchId}, ${item.status}, ${last.fromStatus}, 'undo',
      ${item.currentBranchId})`.execute(tx)
}

/**
 * A loan that was taken back has never been: no statistics count it, no list shows it. The history of the copy still
 * tells of it.
 */
export async function deleteLoan(tx: Tx, loanId: LoanId): Promise<void> {
  await tx.deleteFrom('loan').where('id', '=', loanId).where('returned_at', 'is', null).execute()
}

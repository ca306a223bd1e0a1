import { type Database, sql } from '#database/database.ts'
import type { ItemId } from '#ids.ts'
import { storedBarcode } from '#items/item-store.ts'
import { itemCategory } from '#rule-columns.ts'
import type { DeskItem, ItemLine } from './desk-item.ts'

export async function loadDeskItem(db: Database, barcode: string): Promise<Omit<DeskItem, 'story'> | null> {
  const { rows } = await sql<Omit<DeskItem, 'story'>>`
    select i.id as "itemId", i.barcode, i.bib_id as "bibId", concat_ws(' ', b.title, b.volume) as title, i.status,
      ${itemCategory} as category, i.shelf, i.call_number as "callNumber", i.note,
      case when b.hidden_at is not null then 'record' when i.hidden_at is not null then 'copy' end as hidden,
      i.home_branch_id as "homeBranchId", hb.name as "homeName", i.current_branch_id as "currentBranchId", cb.name as "currentName",
      l.id as "loanId", l.due_on as "dueOn", l.patron_id as "loanPatronId", l.lost_at as "lostAt",
      h.id as "holdId", pb.name as "pickupName", t.from_branch_id as "transitFromId",
      tf.name as "transitFrom", tt.name as "transitTo", t.hold_id as "transitHoldId"
    from item i join bib b on b.id = i.bib_id
    join branch hb on hb.id = i.home_branch_id join branch cb on cb.id = i.current_branch_id
    left join loan l on l.item_id = i.id and l.returned_at is null
    left join hold h on h.item_id = i.id
    left join branch pb on pb.id = h.pickup_branch_id
    left join transit t on t.item_id = i.id and t.ended_at is null
    left join branch tf on tf.id = t.from_branch_id left join branch tt on tt.id = t.to_branch_id
    where i.barcode = ${storedBarcode(barcode)}`.execute(db)
  return rows[0] ?? null
}

/** The story of a copy, the newest first. No patron stands in it. */
export async function loadItemStory(db: Database, itemId: ItemId, limit: number): Promise<ItemLine[]> {
  const { rows } = await sql<ItemLine>`
    select e.at, e.actor, br.name as "branchName", e.why, e.to_status as "to", e.detail
    from item_event e left join branch br on br.id = e.branch_id
    where e.item_id = ${itemId} order by e.id desc limit ${limit}`.execute(db)
  return rows
}

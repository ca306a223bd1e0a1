import type { Desk } from '#acting.ts'
import { sql, type Tx } from '#database/database.ts'
import type { BibId, ItemId } from '#ids.ts'
import { actorName } from '#library.ts'
import { storedBarcode } from './item-store.ts'
import type { LockedItem } from './rules/item.ts'

/**
 * A copy by its barcode, without a lock; whether another bib exists, and whether an open hold asks for this very copy.
 */
export async function findItem(
  tx: Tx,
  barcode: string,
  otherBibId: number,
): Promise<{ id: ItemId; bibId: BibId; targetExists: boolean; askedFor: boolean } | null> {
  const { rows } = await sql<{ id: ItemId; bib_id: BibId; target_exists: boolean; asked_for: boolean }>`
    select i.id, i.bib_id,
      exists (select from bib where id = ${otherBibId} and deleted_at is null and merged_into is null) as target_exists,
      exists (select from hold h where h.bib_id = i.bib_id and h.only_item_id = i.id and h.state <> 'closed') as asked_for
    from item i where i.barcode = ${storedBarcode(barcode)}`.execute(tx)
  const row = rows[0]
  return row ? { id: row.id, bibId: row.bib_id, targetExists: row.target_exists, askedFor: row.asked_for } : null
}

/** Hangs a copy and its open loan on another bib, with the row in its history that says from which. */
export async function saveItemBib(tx: Tx, desk: Desk, item: LockedItem, bibId: BibId): Promise<void> {
  await sql`
    with lent as (update loan set bib_id = ${bibId} where item_id = ${item.id} and returned_at is null),
      sent as (update transit set hold_id = null where item_id = ${item.id} and ended_at is null),
      moved as (update item set bib_id = ${bibId} where id = ${item.id})
    insert into item_event (item_id, at, actor, branch_id, from_status, to_status, why, detail, from_bib_id)
    values (${item.id}, ${desk.now}, ${actorName(desk.actor)}, null, ${item.status}, ${item.status}, 'moveToBib',
      ${`${item.bibId} → ${bibId}`}, ${item.bibId})`.execute(tx)
}

/** Hangs every copy of a bib on another, with a row in the story of each, and all loans that ever were. */
export async function moveCopies(tx: Tx, desk: Desk, from: BibId, into: BibId): Promise<number> {
  const { rows } = await sql`
    with moved as (update item set bib_id = ${into} where bib_id = ${from} returning id, status)
    insert into item_event (item_id, at, actor, branch_id, from_status, to_status, why, detail, from_bib_id)
    select id, ${desk.now}, ${actorName(desk.actor)}, null, status, status, 'moveToBib', ${`${from} → ${into}`}, ${from}
    from moved order by id returning 1`.execute(tx)
  await sql`update loan set bib_id = ${into} where bib_id = ${from}`.execute(tx)
  return rows.length
}

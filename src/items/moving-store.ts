import { sql, type Tx } from '#database/database.ts'

/** Every copy, withdrawn ones too, as a folder of moving has them. */
export const movingItems = sql<Record<string, unknown>>`
    select barcode, b.source_key as record, home_branch_id as home_branch, current_branch_id as current_branch, shelf, call_number,
      loan_rule as category, status, joined_on, i.note
    from item i join bib b on b.id = i.bib_id where b.deleted_at is null order by barcode`

/** Makes the copies, or makes them what the rows say; their bibs are there. */
export async function takeInItems(tx: Tx, rows: string, today: Temporal.PlainDate): Promise<void> {
  await sql`
    insert into item (barcode, bib_id, home_branch_id, current_branch_id, shelf, call_number, loan_rule, status, joined_on, note)
    select barcode, b.id, home_branch, coalesce(current_branch, home_branch), shelf, call_number, coalesce(category, 'normal'),
      coalesce(status, 'shelf'), coalesce(joined_on, ${today}::date), r.note
    from jsonb_to_recordset(${rows}::jsonb) as r (barcode text, record text, home_branch text, current_branch text, shelf text,
      call_number text, category text, status text, joined_on date, note text)
    join bib b on b.source_key = r.record
    on conflict (barcode) do update set home_branch_id = excluded.home_branch_id, current_branch_id = excluded.current_branch_id,
      shelf = excluded.shelf, call_number = excluded.call_number, loan_rule = excluded.loan_rule, status = excluded.status,
      joined_on = excluded.joined_on, note = excluded.note, bib_id = excluded.bib_id`.execute(tx)
}

/**
 * What the loans, holds and journeys that came say of copies: an earlier system need not have said it twice. A copy
 * that is said to be lent or on its way, and of which nothing else says so, is missing from now on.
 * @returns what became missing, and what was said of it
 */
export async function bringMovedItemsInLine(tx: Tx): Promise<{ item: string; was: string }[]> {
  await sql`update item set status = 'loan', current_branch_id = l.branch_id from loan l
    where l.item_id = item.id and l.returned_at is null and l.lost_at is null and item.status <> 'loan'`.execute(tx)
  await sql`update item set status = 'transit', current_branch_id = t.to_branch_id from transit t
    where t.item_id = item.id and t.ended_at is null
      and (item.status <> 'transit' or item.current_branch_id <> t.to_branch_id)`.execute(tx)
  await sql`update item set status = 'holdShelf', current_branch_id = h.pickup_branch_id from hold h
    where h.item_id = item.id and h.state = 'ready'
      and (item.status <> 'holdShelf' or item.current_branch_id <> h.pickup_branch_id)`.execute(tx)
  await sql`update item set status = 'holdShelf' from hold h
    where h.item_id = item.id and h.state in ('waiting', 'cancelApplied') and item.status not in ('holdShelf', 'transit')`.execute(
    tx,
  )
  const { rows } = await sql<{ item: string; was: string }>`
    with stated as (select id, status from item where
      (status = 'loan' and not exists (select from loan l where l.item_id = item.id and l.returned_at is null and l.lost_at is null))
      or (status = 'transit' and not exists (select from transit t where t.item_id = item.id and t.ended_at is null)))
    update item set status = 'missing' from stated where stated.id = item.id
    returning barcode as item, stated.status as was`.execute(tx)
  return rows
}

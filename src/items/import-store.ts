import type { ImportedItem } from '#catalogue/rules/imported/imported.ts'
import { sql, type Tx } from '#database/database.ts'
import { type Counts, counts, storable } from '#database/incoming.ts'
import type { BranchId } from '#ids.ts'

export type ItemToSave = { item: ImportedItem; sourceKey: string; branchId: BranchId }

/**
 * Adds copies or brings them up to date, by barcode. Where a copy stands now is the counter's to say: an import moves
 * one only from its old home shelf to its new one. A copy that is lent, held or on its way stays with its bib. One that
 * is new may be on order; when it has come, a scan says so.
 * @returns the counts, the barcodes that stayed with another bib, and those whose bib is not in the catalogue
 */
export async function saveItems(
  tx: Tx,
  items: ItemToSave[],
  today: Temporal.PlainDate,
  moveCopies: boolean,
): Promise<Counts & { stayed: { barcode: string; sourceKey: string }[]; homeless: string[] }> {
  if (items.length === 0) return { added: 0, changed: 0, unchanged: 0, stayed: [], homeless: [] }
  const rows = items.map(({ item, sourceKey, branchId }) => ({
    barcode: item.barcode,
    source_key: sourceKey,
    branch_id: branchId,
    shelf: item.location,
    call_number: item.callNumber,
    category: item.loanRule,
    joined_on: item.joinedOn?.toString() ?? null,
    joined_unread: item.joinedUnread === true,
    status: item.coming ?? null,
  }))
  const incoming = sql`(
    select named.*, coalesce(bib.merged_into, bib.id) as bib_id,
      coalesce((select code from item_category where code = named.category), 'normal') as loan_rule
    from jsonb_to_recordset(${storable(rows)}::jsonb) as named (
      barcode text, source_key text, branch_id text, shelf text, call_number text, category text, joined_on date, joined_unread boolean, status text)
    left join bib using (source_key))`
  // No bib is merged away between the reading of its number and the writing of its copies.
  const keys = [...new Set(items.map(({ sourceKey }) => sourceKey))]
  await sql`
    select 1 from bib where source_key = any(${keys}) or id in (select merged_into from bib where source_key = any(${keys}))
    order by id for key share`.execute(tx)
  const saved = await sql<{ is_new: boolean }>`
    insert into item (barcode, bib_id, home_branch_id, current_branch_id, shelf, call_number, loan_rule, status, joined_on)
    select incoming.barcode, incoming.bib_id, incoming.branch_id, incoming.branch_id, incoming.shelf, incoming.call_number,
      incoming.loan_rule, coalesce(incoming.status, 'shelf'), coalesce(incoming.joined_on, item.joined_on, case when incoming.joined_unread then ${LONG_AGO}::date else ${today}::date end)
    from ${incoming} as incoming left join item using (barcode)
    where incoming.bib_id is not null
    order by incoming.barcode
    on conflict (barcode) do update set
      bib_id = excluded.bib_id, home_branch_id = excluded.home_branch_id, shelf = excluded.shelf,
      call_number = excluded.call_number, loan_rule = excluded.loan_rule, joined_on = excluded.joined_on,
      current_branch_id = case when item.status = 'shelf' and item.current_branch_id = item.home_branch_id
        then excluded.home_branch_id else item.current_branch_id end
    where (item.bib_id, item.home_branch_id, item.shelf, item.call_number, item.loan_rule, item.joined_on)
      is distinct from (excluded.bib_id, excluded.home_branch_id, excluded.shelf, excluded.call_number, excluded.loan_rule,
        excluded.joined_on)
      and (item.bib_id = excluded.bib_id or (${moveCopies} and item.status not in ('loan', 'holdShelf', 'transit')))
    returning xmax = 0 as is_new`.execute(tx)
  const left = await sql<{ barcode: string; is_homeless: boolean; present: string | null }>`
    select incoming.barcode, incoming.bib_id is null as is_homeless, present.source_key as present
    from ${incoming} as incoming left join item using (barcode) left join bib present on present.id = item.bib_id
    where incoming.bib_id is null or item.bib_id <> incoming.bib_id`.execute(tx)
  const homeless = left.rows.filter(row => row.is_homeless).map(({ barcode }) => barcode)
  const stayed = left.rows
    .filter(row => !row.is_homeless)
    .map(({ barcode, present }) => ({ barcode, sourceKey: present ?? '' }))
  return { ...counts(saved.rows, items.length - homeless.length - stayed.length), stayed, homeless }
}

/** When a copy joined whose day cannot be read: it stands in no list of what is new. */
const LONG_AGO = '1900-01-01'

import { type Database, sql } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import { slipOf } from '../queue/shelved-store.ts'
import type { Errand } from './errand.ts'

/**
 * Every copy that is to be taken in hand where it stands, as a query of `item_id, stands_at, what, to_branch, hold_id`.
 * Nothing of it is stored: a copy on a hold shelf that is for nobody, or for a hold that is fetched elsewhere, or whose
 * slip is another's.
 * @param at a branch; null: everywhere
 */
export const errands = (at: string | null) => sql`
  select i.id as item_id, i.current_branch_id as stands_at, h.id as hold_id,
    case when h.id is null and i.home_branch_id = i.current_branch_id then 'shelve'
      when h.id is null or h.pickup_branch_id <> i.current_branch_id then 'send' else 'slip' end as what,
    case when h.id is null then i.home_branch_id else h.pickup_branch_id end as to_branch
  from item i left join hold h on h.item_id = i.id
  where i.status = 'holdShelf' ${at === null ? sql`` : sql`and i.current_branch_id = ${at}`}
    and (h.id is null or (h.state <> 'cancelApplied'
      and (h.pickup_branch_id <> i.current_branch_id or h.slip is distinct from ${slipOf})))`

/** The errands of a branch, in the order in which one walks: what is sent, what goes back to its place, new slips. */
export async function loadErrands(
  db: Database,
  which: { branchId: BranchId } | { barcode: string },
  limit: number,
): Promise<Errand[]> {
  const { rows } = await sql<Errand>`
    select i.id as "itemId", i.barcode, concat_ws(' ', b.title, b.volume) as title, e.stands_at as "standsAt", s.name as "standsAtName",
      e.what, e.to_branch as to, t.name as "toName", e.hold_id as "holdId", i.shelf, i.call_number as "callNumber"
    from (${errands('branchId' in which ? which.branchId : null)}) e
    join item i on i.id = e.item_id join bib b on b.id = i.bib_id
    join branch s on s.id = e.stands_at join branch t on t.id = e.to_branch
    where ${'barcode' in which ? sql`i.barcode = ${which.barcode}` : sql`true`}
    order by e.what, t.list_order, i.call_number nulls last, i.id limit ${limit}`.execute(db)
  return rows
}

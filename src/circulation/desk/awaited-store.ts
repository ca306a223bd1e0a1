import { sql, type Tx } from '#database/database.ts'
import type { BibId } from '#ids.ts'

/**
 * How many open holds wait for this very copy, or for its bib while no other copy of it can be lent any more; its bib
 * is locked.
 */
export async function countAwaitedOnly(tx: Tx, item: { id: number; bibId: BibId }): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from hold h
    where h.bib_id = ${item.bibId} and h.state not in ('closed', 'cancelApplied')
      and (h.only_item_id = ${item.id} or (h.only_item_id is null and not exists (
        select from item o where o.bib_id = h.bib_id and o.id <> ${item.id}
          and o.status not in ('withdrawn', 'missing') and o.loan_rule <> 'reference')))`.execute(tx)
  return rows[0]!.waiting
}

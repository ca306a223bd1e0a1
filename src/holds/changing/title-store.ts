import { sql, type Tx } from '#database/database.ts'
import type { BibId, HoldId, PatronId } from '#ids.ts'
import type { TitleFacts } from '../rules/changing/move-to-title.ts'

/** Of which bib and patron a hold is, without a lock; null when there is none. */
export async function findWhereHoldIs(
  tx: Tx,
  holdId: HoldId,
): Promise<{ bibId: BibId; patronId: PatronId | null } | null> {
  const { rows } = await sql<{ bibId: BibId; patronId: PatronId | null }>`
    select bib_id as "bibId", patron_id as "patronId" from hold where id = ${holdId}`.execute(tx)
  return rows[0] ?? null
}

/** The copies `o` of the bib of a copy `i` that can be lent some day. */
const serving = sql`item o where o.bib_id = i.bib_id and o.loan_rule <> 'reference' and o.status not in ('withdrawn', 'missing')`

/** The title of a copy, as a hold that is moved to it is judged; null when no copy has this code. */
export async function loadTitleFacts(
  tx: Tx,
  of: { barcode: string; patronId: PatronId | null; butHoldId: HoldId },
): Promise<TitleFacts | null> {
  const { rows } = await sql<TitleFacts>`
    select i.bib_id as "bibId", i.id as "itemId", i.loan_rule = 'reference' as "isReference",
      i.loan_rule <> 'reference' and i.status not in ('withdrawn', 'missing') as "copyServes",
      exists (select from ${serving}) as "titleServes", i.hidden_at is not null as "copyHidden",
      b.hidden_at is not null or not exists (select from ${serving} and o.hidden_at is null) as "titleHidden",
      exists (select from hold h where h.patron_id = ${of.patronId}::bigint and h.bib_id = i.bib_id and h.state <> 'closed'
        and h.id <> ${of.butHoldId}) as "onHold",
      exists (select from loan l where l.patron_id = ${of.patronId}::bigint and l.bib_id = i.bib_id and l.returned_at is null
        and l.lost_at is null) as "onLoan"
    from item i join bib b on b.id = i.bib_id where i.barcode = ${of.barcode}`.execute(tx)
  return rows[0] ?? null
}

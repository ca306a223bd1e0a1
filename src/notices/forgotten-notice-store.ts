import { sql, type Tx } from '#database/database.ts'
import type { HoldId, PatronId } from '#ids.ts'

/**
 * Empties what finished notices said and to whom: they are done, and must not tell later who read what. A notice about
 * a hold that is still open keeps its words, for the staff's questions; one about an address names no book and stays,
 * so that the patron can be told that it was refused.
 */
export async function forgetFinishedNotices(tx: Tx, limit: number): Promise<number> {
  const { rows } = await sql`
    with old as (
      select n.id from notice n left join hold h on h.id = n.hold_id
      where n.state <> 'due' and n.kind <> 'mailRegistered' and n.patron_id is not null and (h.id is null or h.patron_id is null)
      limit ${limit})
    update notice set facts = '{}', recipient = '', patron_id = null from old where notice.id = old.id returning 1`.execute(
    tx,
  )
  return rows.length
}

/**
 * Hands the call or mail of a set on from members that are about to be forgotten to the first of those that still stand
 * ready and untold, and lets it name only these: one notice speaks for all of a set (M29), whoever of it was fetched.
 */
export async function handOnSetNotices(tx: Tx, holdIds: readonly HoldId[]): Promise<void> {
  const ids = [...holdIds]
  await sql`
    update notice n set hold_id = rest.first_id, dedupe_key = 'ready:hold:' || rest.first_id || ':notice:' || n.id,
      facts = jsonb_set(n.facts, '{titles}', rest.titles)
    from (
      select h.id, (array_agg(m.id order by m.order_position, m.id))[1] as first_id,
        jsonb_agg(concat_ws(' ', b.title, b.volume) order by m.order_position, m.id) as titles
      from hold h join hold m on m.order_id = h.order_id and m.kind = 'set' join bib b on b.id = m.bib_id
      where h.id = any(${ids}::bigint[]) and h.kind = 'set' and m.id <> all(${ids}::bigint[])
        and m.state = 'ready' and m.notified_at is null and m.contact <> 'self'
      group by h.id) rest
    where n.hold_id = rest.id and n.kind = 'ready' and n.state = 'due'`.execute(tx)
}

/** Every notice of a patron who leaves loses whom and what it told. */
export async function forgetNoticesOf(tx: Tx, patronId: PatronId): Promise<void> {
  await sql`
    update notice set patron_id = null, recipient = '', facts = '{}',
      state = case when state = 'due' then 'cancelled' else state end
    where patron_id = ${patronId}`.execute(tx)
}

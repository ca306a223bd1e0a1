import { sql, type Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'

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

/** Every notice of a patron who leaves loses whom and what it told. */
export async function forgetNoticesOf(tx: Tx, patronId: PatronId): Promise<void> {
  await sql`
    update notice set patron_id = null, recipient = '', facts = '{}',
      state = case when state = 'due' then 'cancelled' else state end
    where patron_id = ${patronId}`.execute(tx)
}

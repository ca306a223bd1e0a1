import { sql, type Tx } from '#database/database.ts'
import type { HoldId } from '#ids.ts'

/** Those of these holds whose copy stands on the hold shelf of their pickup location, by number. */
export async function standingThere(tx: Tx, holds: readonly { id: HoldId }[]): Promise<Set<HoldId>> {
  const { rows } = await sql<{ id: HoldId }>`
    select h.id from hold h join item i on i.id = h.item_id
    where h.id = any(${holds.map(hold => hold.id)}::bigint[]) and i.status = 'holdShelf'
      and i.current_branch_id = h.pickup_branch_id`.execute(tx)
  return new Set(rows.map(row => row.id))
}

/** What the slip of a hold `h` says when it is made: the last four digits of the card, and the stop. */
export const slipOf = sql<string>`concat_ws('/',
  (select right(c.number, 4) from card c where c.patron_id = h.patron_id and c.retired_on is null), h.pickup_stop_id)`

/** A slip is made for a copy that stands on its hold shelf. */
export async function saveSlip(tx: Tx, holdId: HoldId): Promise<void> {
  await sql`update hold h set slip = ${slipOf} where id = ${holdId} and slip is distinct from ${slipOf}`.execute(tx)
}

import { sql, type Tx } from '#database/database.ts'
import type { BibId, ItemId, PatronId } from '#ids.ts'
import { type HoldRow, type StoredHold, toHold } from '../hold-store.ts'

/** The hold of a patron that a loan fulfilled, locked, with what it was before; null when it fulfilled none. */
export async function findFulfilled(
  tx: Tx,
  loan: { patronId: PatronId; bibId: BibId; itemId: ItemId; at: Temporal.Instant },
): Promise<{
  hold: StoredHold
  fromState: 'waiting' | 'inTransit' | 'ready' | 'cancelApplied'
  readyAt: Temporal.Instant | null
  /** The lent copy was the one that was captured for it. */
  wasBound: boolean
} | null> {
  const { rows } = await sql<
    HoldRow & {
      from_state: 'waiting' | 'inTransit' | 'ready' | 'cancelApplied'
      was_ready_at: Temporal.Instant | null
      was_bound: boolean
    }
  >`
    select h.*, e.from_state,
      (select max(r.at) from hold_event r where r.hold_id = h.id and r.to_state = 'ready' and r.from_state <> 'ready') as was_ready_at,
      e.had_item_id is not distinct from ${loan.itemId} as was_bound
    from hold h join hold_event e on e.hold_id = h.id and e.why = 'checkOut' and e.item_id = ${loan.itemId} and e.at = ${loan.at}
    where h.patron_id = ${loan.patronId} and h.bib_id = ${loan.bibId} and h.state = 'closed'
    order by e.id desc limit 1 for update of h`.execute(tx)
  const row = rows[0]
  return row
    ? { hold: toHold(row), fromState: row.from_state, readyAt: row.was_ready_at, wasBound: row.was_bound }
    : null
}

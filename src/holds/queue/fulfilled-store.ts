import { type Database, sql } from '#database/database.ts'
import { type HoldRow, type StoredHold, toHold } from '../hold-store.ts'

/** The hold of a patron that a loan fulfilled, locked, with what it was before; null when it fulfilled none. */
export async function loadFulfilled(
  tx: Database,
  loan: { patronId: number; bibId: number; itemId: number; at: Temporal.Instant },
): Promise<{
  hold: StoredHold
  fromState: string
  readyAt: Temporal.Instant | null
  /** The copy was on its way for this very hold. */
  sentForIt: boolean
} | null> {
  const { rows } = await sql<HoldRow & { from_state: string; was_ready_at: Temporal.Instant | null; sent: boolean }>`
    select h.*, e.from_state,
      (select max(r.at) from hold_event r where r.hold_id = h.id and r.to_state = 'ready' and r.from_state <> 'ready') as was_ready_at,
      exists (select from transit t where t.item_id = ${loan.itemId} and t.hold_id = h.id and t.ended_at = ${loan.at}) as sent
    from hold h join hold_event e on e.hold_id = h.id and e.why = 'checkOut' and e.item_id = ${loan.itemId} and e.at = ${loan.at}
    where h.patron_id = ${loan.patronId} and h.bib_id = ${loan.bibId} and h.state = 'closed'
    order by e.id desc limit 1 for update of h`.execute(tx)
  const row = rows[0]
  return row ? { hold: toHold(row), fromState: row.from_state, readyAt: row.was_ready_at, sentForIt: row.sent } : null
}

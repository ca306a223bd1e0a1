import { sql, type Tx } from '#database/database.ts'
import type { HoldId } from '#ids.ts'

/** What a hold was when its cancellation was applied for last. */
export async function loadStateBeforeCancelling(tx: Tx, holdId: HoldId): Promise<string> {
  const { rows } = await sql<{ from_state: string }>`
    select from_state from hold_event where hold_id = ${holdId} and why = 'applyCancel' order by id desc limit 1`.execute(
    tx,
  )
  return rows[0]?.from_state ?? 'waiting'
}

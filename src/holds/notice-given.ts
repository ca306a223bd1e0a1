import { type Database, sql } from '#database/database.ts'
import type { Actor } from '#library.ts'
import type { Policy } from '#policy.ts'

export async function noticeGiven(
  tx: Database,
  policy: Policy,
  holdIds: number[],
  at: Temporal.Instant,
  _actor: Actor,
): Promise<void> {
  await sql`update hold set notified_at = ${at}, pick_up_by = ${at}::date + ${policy.holds.pickupDays}::int
    where id = any(${holdIds}) and state = 'ready' and notified_at is null`.execute(tx)
}

import { type Database, sql } from '#database/database.ts'

/** Takes a notice back that is not sent yet: its cause was undone. One that is sent stays sent. */
export async function cancelNotice(tx: Database, dedupeKey: string, now: Temporal.Instant): Promise<void> {
  await sql`update notice set state = 'cancelled', done_at = ${now} where dedupe_key = ${dedupeKey} and state = 'due'`.execute(
    tx,
  )
}

/** Takes back what is not told yet of holds that are not ready any more. */
export async function cancelReadyNotices(
  tx: Database,
  holdIds: readonly number[],
  now: Temporal.Instant,
): Promise<void> {
  if (holdIds.length === 0) return
  await sql`
    update notice set state = 'cancelled', done_at = ${now}
    where hold_id = any(${[...holdIds]}::bigint[]) and kind = 'ready' and state = 'due'`.execute(tx)
}

import { sql, type Tx } from '#database/database.ts'

/** Takes a notice back that is not sent yet: its cause was undone. One that is sent stays sent. */
export async function cancelNotice(tx: Tx, dedupeKey: string, now: Temporal.Instant): Promise<void> {
  await sql`update notice set state = 'cancelled', done_at = ${now} where dedupe_key = ${dedupeKey} and state = 'due'`.execute(
    tx,
  )
}

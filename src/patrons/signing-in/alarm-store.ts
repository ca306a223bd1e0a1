import { type Database, sql } from '#database/database.ts'
import { addToAlarm } from './try-store.ts'

/** Until when new devices are asked for more, or null. */
export async function loadAlarm(db: Database): Promise<Temporal.Instant | null> {
  const row = await db.selectFrom('sign_in_alarm').select('birth_date_until').executeTakeFirst()
  return row?.birth_date_until ?? null
}

/** The failures of the whole library that no success followed, after taking so many away. */
export async function takeFromAlarm(
  db: Database,
  now: Temporal.Instant,
  count: number,
): Promise<{ hourCount: number; dayCount: number }> {
  const { rows } = await sql<{ hour_count: number; day_count: number }>`
    update sign_in_alarm as alarm set ${addToAlarm(now, -count)} returning hour_count, day_count`.execute(db)
  return { hourCount: rows[0]?.hour_count ?? 0, dayCount: rows[0]?.day_count ?? 0 }
}

/** @returns whether it was off before */
export async function raiseAlarm(db: Database, now: Temporal.Instant, until: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql<{ was_on: boolean }>`
    update sign_in_alarm as alarm set birth_date_until = ${until}
    from (select birth_date_until > ${now} as was_on from sign_in_alarm for update) as before
    returning coalesce(was_on, false) as was_on`.execute(db)
  return rows[0]?.was_on === false
}

/** A password that turned out right was no failure. */
export async function takeFromGuesses(db: Database, common: string): Promise<void> {
  await sql`update password_guess set failures = greatest(failures - 1, 0) where password = ${common}`.execute(db)
}

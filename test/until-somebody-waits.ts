import { expect } from 'vitest'
import { type Database, sql } from '#database/database.ts'

/** Until somebody waits for a lock that another transaction has. */
export async function untilSomebodyWaits(db: Database): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
      return rows.length
    })
    .toBeGreaterThan(0)
}

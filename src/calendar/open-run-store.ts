import { type Database, sql } from '#database/database.ts'

/** True while a night works, or waits to be started again: until it has ended nothing can be reserved (M14). */
export const isRunUnfinished = sql<boolean>`exists (select from nightly_run where finished_at is null)`

export async function loadRunUnfinished(db: Database): Promise<boolean> {
  const { rows } = await sql<{ unfinished: boolean }>`select ${isRunUnfinished} as unfinished`.execute(db)
  return rows[0]!.unfinished
}

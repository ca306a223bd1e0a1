import { type Database, sql } from '#database/database.ts'

/** As a column of a statement that is asked anyway: the number of what is in force, read by `libraryAt`. */
export const inForceVersion = sql<number>`coalesce((select version from in_force), 0)`

export async function loadInForceVersion(db: Database): Promise<number> {
  const { rows } = await sql<{ version: number }>`select ${inForceVersion} as version`.execute(db)
  return rows[0]!.version
}

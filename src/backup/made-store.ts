import type { Database } from '#database/database.ts'

export type BackupMade = { at: Temporal.Instant; rows: number; bytes: number }

/** Remembers the last backup; the one before it is forgotten. */
export async function saveBackupMade(db: Database, { at, rows, bytes }: BackupMade): Promise<void> {
  await db.transaction().execute(async tx => {
    await tx.deleteFrom('backup_made').execute()
    await tx.insertInto('backup_made').values({ made_at: at, rows, bytes }).execute()
  })
}

export async function loadBackupMade(db: Database): Promise<BackupMade | null> {
  const row = await db.selectFrom('backup_made').selectAll().executeTakeFirst()
  return row ? { at: row.made_at, rows: row.rows, bytes: row.bytes } : null
}

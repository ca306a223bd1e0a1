import { type Database, sql, transact } from '#database/database.ts'

/**
 * The fingerprint of the pepper that belongs to this database. A fresh database takes `known`, or what `make` draws
 * (two services that start at once draw once).
 */
export function keepFingerprint(db: Database, known: string | null, make: () => string): Promise<string> {
  return transact(db, async tx => {
    await sql`lock table secrets_fingerprint in exclusive mode`.execute(tx)
    const row = await tx.selectFrom('secrets_fingerprint').select('fingerprint').executeTakeFirst()
    if (row) return row.fingerprint
    const fingerprint = known ?? make()
    await tx.insertInto('secrets_fingerprint').values({ fingerprint }).execute()
    return fingerprint
  })
}

/** Another database with the same secrets. */
export async function copyFingerprint(from: Database, to: Database): Promise<void> {
  const row = await from.selectFrom('secrets_fingerprint').select('fingerprint').executeTakeFirst()
  if (row) await to.insertInto('secrets_fingerprint').values(row).execute()
}

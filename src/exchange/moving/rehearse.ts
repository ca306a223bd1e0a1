import { connect, sql, withDatabase } from '#database/database.ts'
import { migrate } from '#database/migrate.ts'
import type { Library } from '#library.ts'
import { loadPolicy } from '#policy-store.ts'
import { copyFingerprint } from '#secrets/fingerprint-store.ts'

/** Does something with an empty library in a database of its own on the same server, and drops that again, whatever happened. */
export async function rehearse<T>(
  library: Library,
  databaseUrl: string,
  work: (own: Library) => Promise<T>,
): Promise<T> {
  const name = `kago_rehearsal_${process.pid}`
  const maintenance = connect(databaseUrl, { connections: 1 })
  try {
    await sql`create database ${sql.ref(name)} template template0`.execute(maintenance)
    const db = connect(withDatabase(databaseUrl, name), { durable: false })
    try {
      await migrate(db)
      await copyFingerprint(library.db, db)
      return await work({ ...library, db, readDb: db, policy: (await loadPolicy(db)).policy })
    } finally {
      await db.destroy()
      await sql`drop database ${sql.ref(name)} with (force)`.execute(maintenance)
    }
  } finally {
    await maintenance.destroy()
  }
}

import { connect } from '#database/database.ts'
import { inDatabaseAside } from '#database/make-database.ts'
import { migrate } from '#database/migrate.ts'
import type { Library } from '#library.ts'
import { loadPolicy } from '#policy-store.ts'
import { copyFingerprint } from '#secrets/fingerprint-store.ts'

/** Does something with an empty library in a database of its own on the same server, and drops that again. */
export const rehearse = <T>(library: Library, databaseUrl: string, work: (own: Library) => Promise<T>): Promise<T> =>
  inDatabaseAside(databaseUrl, 'rehearsal', async url => {
    const db = connect(url, { durable: false })
    try {
      await migrate(db)
      await copyFingerprint(library.db, db)
      return await work({ ...library, db, readDb: db, policy: (await loadPolicy(db)).policy })
    } finally {
      await db.destroy()
    }
  })

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Database, sql } from '#database/database.ts'
import { removeEmbedded, startEmbedded } from '#database/embedded.ts'
import { migrate } from '#database/migrate.ts'

/** A PostgreSQL with an empty library, for what runs by itself; `remove` takes all of it away. */
export async function openOwnDatabase(
  name: string,
): Promise<{ db: Database; url: string; directory: string; remove(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), `kago-${name}-`))
  const server = await startEmbedded(directory, { fsync: 'off' })
  const maintenance = connect(server.url.replace('/kago?', '/postgres?'), { connections: 1 })
  await sql`create database kago`.execute(maintenance)
  await maintenance.destroy()
  const db = connect(server.url)
  await migrate(db)
  return {
    db,
    url: server.url,
    directory,
    async remove() {
      await db.destroy()
      await server.stop()
      removeEmbedded(directory)
    },
  }
}

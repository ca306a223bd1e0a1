import pg from 'pg'
import { connect, sql } from './database.ts'

/**
 * Holds one connection for as long as this process works on the embedded server, so that others who end see that
 * somebody is there, also between two queries.
 * @returns what ends it
 */
export async function attend(url: string): Promise<() => Promise<void>> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 3_000,
    application_name: `kago ${process.pid}`,
  })
  // The server may go away and come back: nothing depends on this connection.
  client.on('error', () => {})
  await client.connect()
  return () => client.end().catch(() => {})
}

/** Other processes (a service, a command) that work on the same database: it is not stopped under their feet. */
export async function othersConnected(url: string): Promise<number> {
  const db = connect(url, { connections: 1 })
  try {
    const { rows } = await sql<{ count: number }>`
      select count(distinct application_name)::int as count from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend'
        and application_name <> current_setting('application_name')`.execute(db)
    return rows[0]!.count
  } finally {
    await db.destroy()
  }
}

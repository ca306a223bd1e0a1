import pg from 'pg'

/**
 * Holds one connection for as long as this process works on the embedded server, so that others who end see that somebody is
 * there, also between two queries.
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

import type { Readable, Writable } from 'node:stream'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/**
 * A connection of its own for reading or filling whole tables. It has no time limit: a large library takes its time.
 */
export type CopyConnection = {
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>
  /** @param statement copy … to stdout */
  copyOut(statement: string): Readable
  /** @param statement copy … from stdin */
  copyIn(statement: string): Writable
  close(): Promise<void>
}

export async function openCopy(url: string): Promise<CopyConnection> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'kago backup',
  })
  // What breaks is told by the query that runs; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  return {
    async query<Row extends object>(text: string, values?: unknown[]) {
      return (await client.query<Row>(text, values)).rows
    },
    copyOut: statement => client.query(copyTo(statement)),
    copyIn: statement => client.query(copyFrom(statement)),
    close: () => client.end(),
  }
}

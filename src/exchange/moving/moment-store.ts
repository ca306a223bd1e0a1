import { sql, type Tx } from '#database/database.ts'

/** Everything that a transaction reads is of the moment of its first query, however long it takes. */
export const readOneMoment = async (tx: Tx): Promise<void> => {
  await sql`set transaction isolation level repeatable read read only`.execute(tx)
  await sql`set local statement_timeout = 0`.execute(tx)
}

/** The rows of a query, some thousand at a time: a large table need not fit into memory. */
export async function* inPages<Row>(tx: Tx, query: ReturnType<typeof sql<Row>>): AsyncGenerator<Row[]> {
  await sql`declare moving_rows no scroll cursor for ${query}`.execute(tx)
  for (;;) {
    const { rows } = await sql<Row>`fetch 5000 from moving_rows`.execute(tx)
    if (rows.length === 0) break
    yield rows
  }
  await sql`close moving_rows`.execute(tx)
}

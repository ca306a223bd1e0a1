import { type Database, sql, type Tx } from '#database/database.ts'

/** What a moving with the same files said, when it was done here. */
export async function loadMoving<T>(db: Pick<Tx, 'selectFrom'>, files: string): Promise<T | null> {
  const row = await db.selectFrom('moved_in').select('said').where('files', '=', files).executeTakeFirst()
  return (row?.said as T | undefined) ?? null
}

export async function keepMoving(tx: Tx, files: string, now: Temporal.Instant, said: object): Promise<void> {
  await tx
    .insertInto('moved_in')
    .values({ files, at: now, said: JSON.stringify(said) })
    .execute()
}

/** Keeps hashes that were made for a moving. */
export async function keepHashes(db: Database, made: readonly { said: string; hash: string }[]): Promise<void> {
  if (made.length === 0) return
  await db
    .insertInto('moving_password')
    .values([...made])
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** The hashes that were made for these, by what they were made of. */
export async function loadHashes(db: Database, said: readonly string[]): Promise<Map<string, string>> {
  if (said.length === 0) return new Map()
  const rows = await db
    .selectFrom('moving_password')
    .selectAll()
    .where('said', 'in', [...said])
    .execute()
  return new Map(rows.map(row => [row.said, row.hash]))
}

export async function forgetHashes(tx: Tx): Promise<void> {
  await tx.deleteFrom('moving_password').execute()
}

/** Notes which records a rehearsal leaves here. */
export async function keepBase(tx: Tx, sourceKeys: readonly string[]): Promise<void> {
  await sql`
    insert into moving_base select unnest(${[...sourceKeys]}::text[]) on conflict do nothing`.execute(tx)
}

/** The records of the base that these files do not have. */
export async function loadGoneSinceBase(db: Database, sourceKeys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ source_key: string }>`
    select source_key from moving_base except select unnest(${[...sourceKeys]}::text[]) order by 1`.execute(db)
  return rows.map(row => row.source_key)
}

export async function forgetBase(tx: Tx): Promise<void> {
  await tx.deleteFrom('moving_base').execute()
}

/** Large tables were filled: what plans go by is counted anew, and no statement is cut off meanwhile. */
export async function analyse(tx: Tx, tables: readonly string[]): Promise<void> {
  await sql`analyze ${sql.raw(tables.join(', '))}`.execute(tx)
}

export const withoutTimeLimit = async (tx: Tx): Promise<void> =>
  void (await sql`set local statement_timeout = 0`.execute(tx))

/**
 * Saves rows in one statement; where the database refuses something in them, in halves, until the one that it refuses
 * is alone. Work of the caller that went before stays.
 */
export async function saveInHalves<T>(
  tx: Tx,
  rows: readonly T[],
  save: (rows: readonly T[]) => Promise<void>,
  refused: (row: T, error: { constraint?: string; message: string }) => void,
): Promise<void> {
  if (rows.length === 0) return
  await sql`savepoint moving_rows`.execute(tx)
  try {
    await save(rows)
    await sql`release savepoint moving_rows`.execute(tx)
    return
  } catch (error) {
    if (!isRefusedData(error)) throw error
    await sql`rollback to savepoint moving_rows`.execute(tx)
    await sql`release savepoint moving_rows`.execute(tx)
    if (rows.length === 1) {
      refused(rows[0]!, error as Error)
      return
    }
  }
  const half = Math.ceil(rows.length / 2)
  await saveInHalves(tx, rows.slice(0, half), save, refused)
  await saveInHalves(tx, rows.slice(half), save, refused)
}

/** SQLSTATE 22 (data), 23 (constraint), 54 (limit): the row is at fault, not the machine. */
const isRefusedData = (error: unknown) => /^(22|23|54)/.test((error as { code?: string }).code ?? '')

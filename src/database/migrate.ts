import { readdirSync, readFileSync } from 'node:fs'
import { type Database, onOneConnection, sql, type Tx } from './database.ts'

export type Migrated = {
  /** What was done now, in order, and how long each took. */
  applied: { name: string; seconds: number }[]
  /** What a newer version has done to this database: it leaves this version able to work on it. */
  newer: string[]
}

/**
 * Brings the tables to the newest form: every numbered file once, in order, each in its own transaction. Safe to start
 * twice at once, and beside a service that works.
 * @param only stops at the form that these files make: that of a backup which is to be restored
 * @throws NewerDatabase when a newer version has made a form of it on which this one cannot work
 */
export async function migrate(db: Database, only?: readonly string[]): Promise<Migrated> {
  const applied: Migrated['applied'] = []
  let newer: string[] = []
  await onOneConnection(db, async connection => {
    // However large a table is: what was begun is not cut off, nor who waits for another that migrates.
    await sql`set statement_timeout = 0`.execute(connection)
    await sql`select pg_advisory_lock(${lock})`.execute(connection)
    try {
      await sql`create table if not exists migration (name text primary key)`.execute(connection)
      const known = new Set(await appliedMigrations(connection))
      newer = await newerMigrations(connection)
      for (const name of migrationFiles().filter(file => !known.has(file) && (!only || only.includes(file)))) {
        const begun = performance.now()
        await inTurn(connection, name)
        applied.push({ name, seconds: (performance.now() - begun) / 1000 })
      }
    } finally {
      await sql`reset statement_timeout`.execute(connection)
      await sql`select pg_advisory_unlock(${lock})`.execute(connection)
    }
  })
  return { applied, newer }
}

const lock = 5_246_001

/**
 * A file in a transaction of its own. What it has to lock may be in use: it waits a moment, lets those go first who
 * came after it, and tries again. Else everybody would wait behind it for as long as the slowest query takes. It waits
 * for less than the server takes to look for those who wait for each other: else a reader might be given up for it.
 */
async function inTurn(connection: Database, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await connection.transaction().execute(async tx => {
        await sql`set local lock_timeout = 500`.execute(tx)
        await applyMigration(tx, name)
      })
    } catch (error) {
      // A lock that was not had, or two that waited for each other.
      if (!['55P03', '40P01'].includes((error as { code?: string }).code ?? '')) throw error
      if (attempt === attemptsMax)
        throw new Error(
          `${name} cannot be applied: for two minutes others have used the tables it changes. End what runs long on this database, and start again.`,
        )
    }
  }
}

/** Two minutes: so long a query of the service may take. */
const attemptsMax = 240

/** Does what a file says, and notes it: in the transaction that is open. */
export async function applyMigration(tx: Tx, name: string): Promise<void> {
  const text = readMigration(name)
  await sql.raw(text).execute(tx)
  await (endsEarlier(text)
    ? sql`insert into migration (name, ends_earlier) values (${name}, true)`
    : sql`insert into migration (name) values (${name})`
  ).execute(tx)
}

/** The names of all there are, in their order. */
export const migrationFiles = (): string[] =>
  readdirSync(new URL('migrations/', import.meta.url))
    .filter(file => /^\d{4}-.+\.sql$/.test(file))
    .sort()

export const readMigration = (name: string): string =>
  readFileSync(new URL(`migrations/${name}`, import.meta.url), 'utf8')

/**
 * Whether the version before cannot work on what a migration makes: its first line says so. Every other one leaves the
 * tables so that the version before goes on, beside the new one and after it.
 */
export const endsEarlier = (text: string): boolean => text.startsWith('-- The version before cannot work on this.')

/** What this database has been through, in order; nothing of a new one. */
export async function appliedMigrations(db: Database): Promise<string[]> {
  const there = await sql<{ there: boolean }>`select to_regclass('migration') is not null as there`.execute(db)
  if (!there.rows[0]!.there) return []
  const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(db)
  return rows.map(row => row.name)
}

/** A database that a newer version has brought to a form on which this one cannot work. */
export class NewerDatabase extends Error {
  override name = 'NewerDatabase'
  readonly migrations: readonly string[]

  constructor(migrations: readonly string[]) {
    super(
      `A newer version has changed this database so that this one cannot work on it (${migrations.join(', ')}). Start the newer version, or put the backup that was made before into its place: kago restore FILE --replace. Nothing was changed.`,
    )
    this.migrations = migrations
  }
}

/**
 * What a newer version has done to this database.
 * @throws NewerDatabase when one of it ends the work of this version
 */
export async function newerMigrations(db: Database): Promise<string[]> {
  const files = new Set(migrationFiles())
  const newer = (await appliedMigrations(db)).filter(name => !files.has(name))
  if (newer.length === 0) return []
  // The column is as old as the first that could say it.
  const { rows } = await sql<{ name: string }>`
    select name from migration where to_jsonb(migration) ->> 'ends_earlier' = 'true' order by name`.execute(db)
  const ends = rows.map(row => row.name).filter(name => newer.includes(name))
  if (ends.length > 0) throw new NewerDatabase(ends)
  return newer
}

/** @throws Error when a database cannot be read, or is no library's */
export async function readMigrations(db: Database): Promise<void> {
  await sql`select from migration limit 1`.execute(db)
}

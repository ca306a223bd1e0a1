import { readdirSync, readFileSync } from 'node:fs'
import { type Database, onOneConnection, sql } from './database.ts'

/**
 * Brings the tables to the newest form: every numbered file once, in order, each in its own transaction. Safe to start
 * twice at once.
 * @param only stops at the form that these files make: that of a backup which is to be restored
 */
export async function migrate(db: Database, only?: readonly string[]): Promise<{ applied: string[] }> {
  const applied: string[] = []
  await onOneConnection(db, async connection => {
    await sql`select pg_advisory_lock(${lock})`.execute(connection)
    try {
      await sql`create table if not exists migration (name text primary key)`.execute(connection)
      const known = await sql<{ name: string }>`select name from migration`.execute(connection)
      const names = new Set(known.rows.map(row => row.name))
      for (const name of migrationFiles().filter(file => !names.has(file) && (!only || only.includes(file)))) {
        await connection.transaction().execute(async tx => {
          await sql.raw(readFileSync(new URL(`migrations/${name}`, import.meta.url), 'utf8')).execute(tx)
          await sql`insert into migration (name) values (${name})`.execute(tx)
        })
        applied.push(name)
      }
    } finally {
      await sql`select pg_advisory_unlock(${lock})`.execute(connection)
    }
  })
  return { applied }
}

const lock = 5_246_001

/** The names of all there are, in their order. */
export const migrationFiles = (): string[] =>
  readdirSync(new URL('migrations/', import.meta.url))
    .filter(file => /^\d{4}-.+\.sql$/.test(file))
    .sort()

/** @throws Error when a database cannot be read, or is no library's */
export async function readMigrations(db: Database): Promise<void> {
  await sql`select from migration limit 1`.execute(db)
}

import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { type Database, onOneConnection, sql, type Tx } from './database.ts'

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
        await givingWay(connection, async tx => {
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

/** So long it waits for a table that somebody uses, and so often it tries again, for two minutes or more. */
const waitMs = 1_000
const attemptsMax = 80

/**
 * One transaction that gives way. Whoever comes after a migration that waits for a table waits behind it, reading too:
 * while another process serves, a migration gives up soon, lets them pass, and tries again.
 */
async function givingWay(connection: Database, work: (tx: Tx) => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await connection.transaction().execute(async tx => {
        await sql.raw(`set local lock_timeout = ${waitMs}`).execute(tx)
        await work(tx)
      })
    } catch (error) {
      // A lock that was not had, or two that waited for each other.
      if (attempt >= attemptsMax || !['55P03', '40P01'].includes((error as { code?: string }).code ?? '')) throw error
      await setTimeout((0.5 + Math.random()) * waitMs)
    }
  }
}

/** The names of all there are, in their order. */
export const migrationFiles = (): string[] =>
  readdirSync(new URL('migrations/', import.meta.url))
    .filter(file => /^\d{4}-.+\.sql$/.test(file))
    .sort()

/** @throws Error when a database cannot be read, or is no library's */
export async function readMigrations(db: Database): Promise<void> {
  await sql`select from migration limit 1`.execute(db)
}

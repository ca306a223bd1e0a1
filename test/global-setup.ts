import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connect, type Database, sql } from '#database/database.ts'
import { startEmbedded } from '#database/embedded.ts'
import { migrate } from '#database/migrate.ts'
import { closeRun, openRun } from './leftovers.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * A server on which tests may create databases whose names begin with the prefix, and the name of a migrated one
     * to clone.
     */
    server: { url: string; template: string; prefix: string }
    /** Where the run may lay what is thrown away with it. */
    directory: string
  }
}

/** One PostgreSQL for the whole run: the one named by DATABASE_URL, or an embedded one that is thrown away. */
export default async function setup(project: TestProject) {
  const directory = openRun()
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }
  const server = process.env.DATABASE_URL ? null : await startEmbedded(join(directory, 'postgres'), settings)
  const url = server ? server.url.replace('/kago?', '/postgres?') : process.env.DATABASE_URL!

  const prefix = `kago_test_${letters()}_`
  const template = `${prefix}template`
  const maintenance = connect(url, { connections: 1 })
  await sql.raw(`create database ${template}`).execute(maintenance)
  const db = connect(databaseUrl(url, template), { connections: 1 })
  await migrate(db)
  await db.destroy()
  project.provide('server', { url, template, prefix })
  project.provide('directory', directory)

  return async () => {
    // A server of the run's own is thrown away with what is in it.
    if (!server) await dropBegunWith(prefix, maintenance)
    await maintenance.destroy()
    await server?.stop()
    closeRun(directory)
  }
}

async function dropBegunWith(prefix: string, maintenance: Database): Promise<void> {
  const left = await sql<{ datname: string }>`
    select datname from pg_database where starts_with(datname, ${prefix})`.execute(maintenance)
  for (const { datname } of left.rows) await sql.raw(`drop database ${datname} with (force)`).execute(maintenance)
}

/** The same server, another database. */
export const databaseUrl = (url: string, database: string): string => url.replace(/\/[^/?]*(\?|$)/, `/${database}$1`)

/** Twelve letters that are drawn: in a long run the numbers of processes come round again. */
export const letters = (): string => randomUUID().replaceAll('-', '').slice(-12)

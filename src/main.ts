import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildIndex } from '#catalogue/index/memory-index.ts'
import { type Config, readConfig } from '#config.ts'
import { connect, sql } from '#database/database.ts'
import { startEmbedded } from '#database/embedded.ts'
import { migrate } from '#database/migrate.ts'
import type { Library } from '#library.ts'
import { loadPolicy } from '#policy-store.ts'
import { openSecrets } from '#secrets/secrets.ts'
import { jsonLog } from '#std/log.ts'
import { type Clock, clockFrom, systemClock } from '#time/clock.ts'

export type Opened = { library: Library; databaseUrl: string; close(): Promise<void> }

/**
 * Opens the library that this configuration names: its database (started here when it is the embedded one), brought to the
 * newest form, its clock and its policy.
 */
export async function openLibrary(config: Config): Promise<Opened> {
  const { databaseUrl, clock, close: closeServer } = await openServer(config)
  const log = jsonLog(
    line => process.stderr.write(line),
    () => clock.now(),
  )
  const db = connect(databaseUrl, { onLost: error => log.warn('database connection lost', { error: error.message }) })
  try {
    await migrate(db)
    const { policy } = await loadPolicy(db)
    const secrets = await openSecrets(db, { dataDir: config.dataDir, fromEnvironment: config.secrets })
    const library: Library = { db, clock, policy, log, index: buildIndex([]), secrets }
    const close = async () => {
      await db.destroy()
      await closeServer()
    }
    return { library, databaseUrl, close }
  } catch (error) {
    await db.destroy()
    await closeServer()
    throw error
  }
}

/** The database server alone, for who puts a backup into it: started here when it is the embedded one, and the clock. */
export async function openServer(
  config: Config,
): Promise<{ databaseUrl: string; clock: Clock; close(): Promise<void> }> {
  mkdirSync(config.dataDir, { recursive: true })
  const clock = config.at ? clockFrom(config.at) : systemClock
  if (config.databaseUrl) return { databaseUrl: config.databaseUrl, clock, close: async () => {} }
  const server = await startEmbedded(join(config.dataDir, 'postgres'))
  await makeDatabase(server.url)
  const close = async () => {
    if (server.startedHere && (await othersConnected(server.url)) === 0) server.stop()
  }
  return { databaseUrl: server.url, clock, close }
}

/** The same for the commands that run beside the service, with what the environment says. */
export const openFromEnvironment = (): Promise<Opened> => openLibrary(readConfig())

/** The cluster comes with a database `postgres`; ours is made the first time. */
async function makeDatabase(url: string): Promise<void> {
  const maintenance = connect(url.replace('/kago?', '/postgres?'), { connections: 1 })
  try {
    const known = await sql`select from pg_database where datname = 'kago'`.execute(maintenance)
    if (known.rows.length === 0) await sql`create database kago`.execute(maintenance)
  } finally {
    await maintenance.destroy()
  }
}

/** Other processes (a service, a command) that work on the same database: it is not stopped under their feet. */
async function othersConnected(url: string): Promise<number> {
  const db = connect(url, { connections: 1 })
  try {
    const { rows } = await sql<{ count: number }>`
      select count(distinct application_name)::int as count from pg_stat_activity
      where datname = current_database() and application_name <> current_setting('application_name')`.execute(db)
    return rows[0]!.count
  } finally {
    await db.destroy()
  }
}

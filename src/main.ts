import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildIndex } from '#catalogue/index/memory-index.ts'
import { type Config, readConfig } from '#config.ts'
import { connect, type Database, isUnreachable } from '#database/database.ts'
import { type EmbeddedServer, startEmbedded } from '#database/embedded.ts'
import { type Follower, openFollower } from '#database/following/follower.ts'
import { makeOwnDatabase } from '#database/make-database.ts'
import { appliedMigrations, migrate, readMigrations } from '#database/migrate.ts'
import { attend, othersConnected } from '#database/presence.ts'
import type { Library } from '#library.ts'
import { loadPolicy } from '#policy-store.ts'
import { openSecrets } from '#secrets/secrets.ts'
import { jsonLog } from '#std/log.ts'
import { makeFolder } from '#std/make-folder.ts'
import { type Clock, clockFrom, systemClock } from '#time/clock.ts'

export type Opened = {
  library: Library
  databaseUrl: string
  /** The server that DATABASE_READ_URL names. */
  follower: Follower | null
  revive: OpenServer['revive']
  close(): Promise<void>
}

/**
 * Opens the library that this configuration names: its database (started here when it is the embedded one), brought to
 * the newest form, its clock and its policy.
 * @throws Error that says what to do; whatever was started is stopped
 */
export const openLibrary = (config: Config): Promise<Opened> => open(config, async () => {})

/**
 * Opens a library for what can only be done to one that is there. In a mistyped DATA_DIR nothing is begun: an empty
 * library would be found well, and its backup good.
 */
export async function openLibraryThere(config: Config = readConfig()): Promise<Opened> {
  wantFolder(config)
  return await open(config, db => wantLibrary(db, config))
}

/** @throws Error when DATA_DIR, which is to hold the database, was never the home of one */
export function wantFolder({ databaseUrl, dataDir }: Config): void {
  if (!databaseUrl && !existsSync(join(dataDir, 'postgres'))) throw nothingIn(`DATA_DIR (${dataDir})`)
}

/** @throws Error when no library was ever opened in this database */
export async function wantLibrary(db: Database, { databaseUrl, dataDir }: Config): Promise<void> {
  if ((await appliedMigrations(db)).length > 0) return
  throw nothingIn(databaseUrl ? 'the database that DATABASE_URL names' : `DATA_DIR (${dataDir})`)
}

const nothingIn = (place: string): Error =>
  new Error(`There is no library in ${place}. Is it the one that was meant? \`kago serve\` opens one.`)

async function open(config: Config, judge: (db: Database) => Promise<void>): Promise<Opened> {
  const { databaseUrl, clock, revive, close: closeServer } = await openServer(config)
  const log = jsonLog(
    line => process.stderr.write(line),
    () => clock.now(),
  )
  const onLost = (error: Error) => log.warn('database connection lost', { error: error.message })
  const db = connect(databaseUrl, { onLost })
  let follower: Follower | null = null
  let readDb = db
  const close = async () => {
    await follower?.stop()
    if (readDb !== db) await readDb.destroy()
    await db.destroy()
    await closeServer()
  }
  try {
    await judge(db)
    const { newer } = await migrate(db)
    if (newer.length > 0) log.warn('a newer version has been here', { migrations: newer.join(' ') })
    if (config.databaseReadUrl) {
      await reach(config.databaseReadUrl)
      follower = openFollower(config.databaseReadUrl, (isAway, why) =>
        isAway
          ? log.warn('the database to read is away: the other one is read', { error: why })
          : log.info('the database to read is back'),
      )
      readDb = follower.connect(db, { onLost })
    }
    const { policy } = await loadPolicy(db)
    const secrets = await openSecrets(db, { dataDir: config.dataDir, fromEnvironment: config.secrets })
    const library: Library = { db, readDb, clock, policy, log, index: buildIndex([]), secrets }
    return { library, databaseUrl, follower, revive, close }
  } catch (error) {
    await close()
    throw unreachableInWords(config, error as Error)
  }
}

export type OpenServer = {
  databaseUrl: string
  clock: Clock
  /** Starts the embedded server again when it is gone; null for a server that others look after. */
  revive: (() => Promise<void>) | null
  close(): Promise<void>
}

/**
 * The database server alone, for a backup that is put into it: started here when it is the embedded one, and the clock.
 */
export async function openServer(config: Config): Promise<OpenServer> {
  makeDataDir(config.dataDir)
  const clock = config.at ? clockFrom(config.at) : systemClock
  if (config.databaseUrl) return { databaseUrl: config.databaseUrl, clock, revive: null, close: async () => {} }
  const server = await startEmbedded(join(config.dataDir, 'postgres'))
  const leave = await server.alone(async () => {
    await makeOwnDatabase(server.url)
    return await attend(server.url)
  })
  return { databaseUrl: server.url, clock, revive: server.revive, close: () => closeServer(server, leave) }
}

/** The same for the commands that run beside the service, with what the environment says. */
export const openFromEnvironment = (): Promise<Opened> => openLibrary(readConfig())

/** Whoever is the last to work on the embedded server stops it, whoever started it: one that was killed cannot. */
async function closeServer(server: EmbeddedServer, leave: () => Promise<void>): Promise<void> {
  await server.alone(async () => {
    await leave()
    const others = await othersConnected(server.url).catch(() => 0)
    if (others === 0) await server.stop()
  })
}

function makeDataDir(directory: string): void {
  try {
    makeFolder(directory)
    accessSync(directory, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Error(
      `DATA_DIR (${directory}) cannot be written: ${(error as Error).message}. Name another, or give it to the user of this service.`,
    )
  }
}

/** An error with what to do when the server that DATABASE_URL names is not there. Any other stays as it is. */
export function unreachableInWords({ databaseUrl }: Config, error: Error): Error {
  if (!databaseUrl || !isUnreachable(error)) return error
  const said = error.message || (error as { code?: string }).code
  return new Error(
    `The database that DATABASE_URL names cannot be reached: ${said}. Start it, or correct DATABASE_URL.`,
  )
}

/** @throws Error that says what to do when the server that follows is not there, or is of another library */
async function reach(url: string): Promise<void> {
  const readDb = connect(url, { connections: 1 })
  try {
    await readMigrations(readDb)
  } catch (error) {
    throw new Error(
      `The database that DATABASE_READ_URL names cannot be read: ${(error as Error).message}. Start it, correct DATABASE_READ_URL, or leave it away.`,
    )
  } finally {
    await readDb.destroy()
  }
}

import { setTimeout } from 'node:timers/promises'
import { type Dialect, Kysely, type Selectable, sql, Transaction } from 'kysely'
import pg from 'pg'
import { isRepeatable, KagoClient, type RoundTrip, withNext } from './client.ts'
import { dialectOf, KagoDriver, type Lent } from './driver.ts'
import type { Schema } from './schema.ts'

export type Database = Kysely<Schema>
/** An open transaction. Who takes one writes inside it and neither commits nor opens another. */
export type Tx = Transaction<Schema>
/** A row as it is read from a table. */
export type Row<Table extends keyof Schema> = Selectable<Schema[Table]>

/**
 * Connects to PostgreSQL. Instants, dates and times of day come out as Temporal values and go in as such.
 * @param onLost told when an idle connection breaks; the pool opens a new one by itself
 * @param waitMs so long a query waits for a connection; a page that gets none says so (503) before anybody thinks that
 *   it hangs
 * @param makeDriver what asks over these connections, where that is not the usual one
 * @param durable false: a commit does not wait for the disk. For work that is done again when it was cut off
 */
export function connect(
  url: string,
  options: {
    connections?: number
    waitMs?: number
    onLost?: (error: Error) => void
    durable?: boolean
    makeDriver?: (pool: pg.Pool) => KagoDriver
  } = {},
): Database {
  const settings: pg.PoolConfig & { onRoundTrip: (trip: RoundTrip) => void } = {
    Client: KagoClient,
    onRoundTrip: (trip: RoundTrip) => {
      for (const hear of pools.get(db)?.hearers ?? []) hear(trip)
    },
    connectionString: url,
    max: options.connections ?? 20,
    connectionTimeoutMillis: options.waitMs ?? 2_500,
    idleTimeoutMillis: 30_000,
    statement_timeout: 120_000,
    application_name: `kago ${process.pid}`,
    options: (options.durable === false ? [planOnce, '-c synchronous_commit=off'] : [planOnce]).join(' '),
  }
  const pool = new pg.Pool(settings)
  const onLost = options.onLost ?? (() => {})
  pool.on('error', onLost)
  // A client that is checked out when the server goes away reports here, not to the pool; without a listener it ends
  // the process.
  const clients = new Set<pg.PoolClient>()
  pool.on('connect', client => clients.add(client.on('error', onLost)))
  pool.on('remove', client => clients.delete(client))
  const driver = options.makeDriver?.(pool) ?? new KagoDriver(pool)
  const dialect = dialectOf(driver)
  const db = new Kysely<Schema>({ dialect })
  pools.set(db, { pool, clients, hearers: new Set(), driver, dialect })
  return db
}

/**
 * A prepared statement is planned once a connection. PostgreSQL would plan the great ones anew at every call, because
 * it overestimates what a plan for these very values saves: that took more than half of the server's time.
 */
const planOnce = '-c plan_cache_mode=force_generic_plan'

type Pool = {
  pool: pg.Pool
  clients: Set<pg.PoolClient>
  hearers: Set<(trip: RoundTrip) => void>
  driver: KagoDriver
  dialect: Dialect
}
const pools = new WeakMap<Database, Pool>()

/** What asks over the connections of a database. */
export const driverOf = (db: Database): KagoDriver => pools.get(db)!.driver

/** Tells `hear` what goes to the server from now on, and what goes together. @returns what ends it */
export function hearRoundTrips(db: Database, hear: (trip: RoundTrip) => void): () => void {
  const hearers = pools.get(db)?.hearers
  hearers?.add(hear)
  return () => void hearers?.delete(hear)
}

/** Ends every connection now, also those that wait for an answer: their work fails, new work gets new connections. */
export function dropConnections(db: Database): void {
  for (const client of pools.get(db)?.clients ?? [])
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
}

/** The connections of the pool: how many there are, how many do nothing, and how much waits for one. */
export function poolState(db: Database): { connections: number; idle: number; waiting: number } {
  const pool = pools.get(db)?.pool
  return { connections: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 }
}

/**
 * One transaction, repeated when PostgreSQL asks for it (deadlock, serialization failure), after a moment that is never
 * the same for two that met. What `work` does outside the database must bear repetition.
 */
export async function transact<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(async tx => work(await inOneGo(db, tx)))
    } catch (error) {
      if (attempt >= attemptsMax || !isRepeatable(error)) throw error
      await setTimeout((0.5 + Math.random()) * 20 * 2 ** attempt)
    }
  }
}

const attemptsMax = 5

/** The connection of each open transaction. */
const lentTo = new WeakMap<Database, Lent>()

/** The same transaction, in which a statement does not wait until the one before is answered. */
async function inOneGo(db: Database, tx: Tx): Promise<Tx> {
  const executor = tx.getExecutor()
  const lent = await executor.provideConnection(async connection => connection as Lent)
  const { driver, dialect } = pools.get(db)!
  const open = new Transaction<Schema>({
    config: { dialect },
    driver,
    dialect,
    executor: executor.withConnectionProvider({ provideConnection: consumer => consumer(lent) }),
  })
  lentTo.set(open, lent)
  return open
}

/**
 * Asks all of these without waiting in between: the first statement of each goes to the server in this order, in one
 * round trip. In a transaction a later one sees what an earlier one locked and wrote. The failure of the earliest is
 * thrown.
 */
export async function together<T extends readonly unknown[]>(
  db: Database,
  ...asks: { [K in keyof T]: () => Promise<T[K]> }
): Promise<T> {
  const lent = lentTo.get(db)
  const answers: Promise<unknown>[] = []
  for (const ask of asks) {
    const asked = lent?.nextAsked
    const answer = ask()
    answers.push(answer)
    if (lent) await Promise.race([asked, answer.catch(() => {})])
  }
  const settled = await Promise.allSettled(answers)
  for (const each of settled) if (each.status === 'rejected') throw each.reason
  return settled.map(each => (each as PromiseFulfilledResult<unknown>).value) as unknown as T
}

/**
 * The last statements of a transaction, one of each: its end goes to the server with them, and they are written when
 * this resolves. Nothing can be asked in the transaction afterwards. @returns what the last of them gave
 */
export async function asLast<T>(tx: Tx, ...asks: [...(() => Promise<unknown>)[], () => Promise<T>]): Promise<T> {
  const lent = lentTo.get(tx)
  if (!lent) return (await together(tx, ...asks)).at(-1) as T
  // All have asked when this one is called.
  const answers = await together(tx, ...asks, async () => lent.end())
  await lent.commit()
  return answers.at(-2) as T
}

/** Several statements on one connection that is nobody else's: what is locked for the session stays locked. */
export async function onOneConnection<T>(db: Database, work: (connection: Database) => Promise<T>): Promise<T> {
  return db.connection().execute(async connection => {
    await connection.getExecutor().provideConnection(lent => (lent as Lent).keep())
    return work(connection)
  })
}

/** True when the database cannot be reached now: a page says so with 503. */
export function isUnreachable(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return (
    /^(08|57P0|53)/.test(code ?? '') ||
    ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'].includes(code ?? '') ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      message ?? '',
    )
  )
}

/** Which constraint a write ran into, or null when it failed for another reason. */
export const brokenConstraint = (error: unknown): string | null => {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code?.startsWith('23') ? (constraint ?? '') : null
}

/**
 * Begins a statement whose answer nobody needs: inside a transaction it waits for the next one and goes out with it,
 * the last with the commit. When it fails, the next one fails, with its error.
 */
export const goesWithNext = sql.raw(withNext)

export { sql }

const { types } = pg
types.setTypeParser(types.builtins.INT8, Number)
types.setTypeParser(types.builtins.NUMERIC, Number)
types.setTypeParser(types.builtins.DATE, text => Temporal.PlainDate.from(text))
const dateArray = 1182
types.setTypeParser(dateArray as never, text =>
  text
    .slice(1, -1)
    .split(',')
    .filter(Boolean)
    .map(day => Temporal.PlainDate.from(day)),
)
types.setTypeParser(types.builtins.TIME, text => Temporal.PlainTime.from(text))
types.setTypeParser(types.builtins.TIMESTAMPTZ, text =>
  Temporal.Instant.from(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')),
)

// pg asks every object for this method before it falls back on JSON.
for (const type of [Temporal.Instant, Temporal.PlainDate, Temporal.PlainTime]) {
  Object.defineProperty(type.prototype, 'toPostgres', {
    value(this: { toString(): string }) {
      return this.toString()
    },
  })
}

/** The same server, another database. */
export const withDatabase = (url: string, name: string): string => url.replace(/\/[^/?]*(\?|$)/, `/${name}$1`)

import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import { isRepeatable } from './client.ts'

/** So many statements go together on one connection; more of them take further connections. */
const togetherMax = 16

type Asked = { text: string; values: unknown[]; answered: PromiseWithResolvers<QueryResult<unknown>> }

/**
 * The connections of a pool, as Kysely asks for them. Statements that are asked before anybody waits for the network go
 * on one connection, in one round trip: a page that needs five lists costs one. A transaction has its connection to
 * itself.
 */
export class KagoDriver implements Driver {
  private readonly pool: pg.Pool
  private asked: Asked[] = []

  constructor(pool: pg.Pool) {
    this.pool = pool
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Lent> {
    return new Lent(this)
  }

  async releaseConnection(lent: DatabaseConnection): Promise<void> {
    ;(lent as Lent).release()
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const { isolationLevel, accessMode } = settings
    const lent = connection as Lent
    await lent.keep()
    const level = isolationLevel ? ` isolation level ${isolationLevel}` : ''
    await lent.executeQuery(
      CompiledQuery.raw(level || accessMode ? `start transaction${level} ${accessMode ?? ''}` : 'begin'),
    )
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const lent = connection as Lent
    await lent.commit()
    lent.rest()
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const lent = connection as Lent
    await lent.rollback()
    lent.rest()
  }

  async destroy(): Promise<void> {
    await this.pool.end()
  }

  connect(): Promise<pg.PoolClient> {
    return this.pool.connect()
  }

  /** Asks together with whatever else is asked now. */
  ask(text: string, values: unknown[]): Promise<QueryResult<unknown>> {
    if (this.asked.length === 0) process.nextTick(() => this.sendAll())
    const answered = Promise.withResolvers<QueryResult<unknown>>()
    this.asked.push({ text, values, answered })
    return answered.promise
  }

  private sendAll(): void {
    const { asked } = this
    this.asked = []
    for (let from = 0; from < asked.length; from += togetherMax) void this.send(asked.slice(from, from + togetherMax))
  }

  private async send(asked: readonly Asked[]): Promise<void> {
    let client: pg.PoolClient
    try {
      client = await this.pool.connect()
    } catch (error) {
      for (const { answered } of asked) answered.reject(error)
      return
    }
    const sent = asked.map(({ text, values, answered }) =>
      askAgain(client, text, values).then(result => answered.resolve(toResult(result)), answered.reject),
    )
    await Promise.all(sent)
    client.release()
  }
}

/**
 * A statement that stands alone is asked once more when its tables have got another shape, or when the server chose it
 * of two that waited for each other (a migration locks several tables).
 */
const askAgain = (client: pg.PoolClient, text: string, values: unknown[]) =>
  client.query(text, values).catch((error: unknown) => {
    if (isRepeatable(error)) return client.query(text, values)
    throw error
  })

/** What Kysely holds while it asks: nothing of its own for a single statement, a connection for whoever keeps one. */
export class Lent implements DatabaseConnection {
  private readonly driver: KagoDriver
  private client: pg.PoolClient | null = null
  private isUsed = false
  private isBroken = false
  private ended: Promise<QueryResult<unknown>> | null = null
  private asking = Promise.withResolvers<void>()

  constructor(driver: KagoDriver) {
    this.driver = driver
  }

  /** From now on all statements go on one connection, and nobody else's. */
  async keep(): Promise<void> {
    this.client ??= await this.driver.connect()
  }

  /** Resolved as soon as the next statement is on its way. */
  get nextAsked(): Promise<void> {
    return this.asking.promise
  }

  executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.ended) throw new Error('The transaction has ended with the statement before')
    return this.send(sql, [...parameters]) as Promise<QueryResult<R>>
  }

  private send(text: string, values: unknown[]): Promise<QueryResult<unknown>> {
    if (!this.client && this.isUsed) throw new Error('Several statements on one connection need onOneConnection')
    this.isUsed = true
    const answered = this.client ? this.client.query(text, values).then(toResult) : this.driver.ask(text, values)
    this.asking.resolve()
    this.asking = Promise.withResolvers()
    return answered
  }

  /** Sends the end of the transaction behind what was asked before, without waiting for its answer. */
  end(): void {
    this.ended ??= this.send('commit', [])
    this.ended.catch(() => {})
  }

  /** What ended before is over; another transaction may begin on this connection. */
  rest(): void {
    this.ended = null
  }

  /** @throws Error when the server gave the transaction up instead */
  async commit(): Promise<void> {
    this.end()
    const { rows } = await this.ended!
    if ((rows[0] as { command?: string } | undefined)?.command === 'ROLLBACK')
      throw new Error('The transaction was given up: a statement in it had failed')
  }

  async rollback(): Promise<void> {
    // The end that was sent behind a statement that failed has ended the transaction already.
    if (this.ended) return void (await this.ended.catch(() => {}))
    try {
      await this.send('rollback', [])
    } catch (error) {
      this.isBroken = true
      throw error
    }
  }

  release(): void {
    this.client?.release(this.isBroken)
    this.client = null
  }

  // biome-ignore lint/correctness/useYield: nobody reads by a cursor here, and Kysely wants the method
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Rows are read whole, in portions that are asked for')
  }
}

function toResult({ command, rowCount, rows }: pg.QueryResult): QueryResult<unknown> {
  if (command === 'ROLLBACK' || command === 'COMMIT') return { rows: [{ command }] }
  const changed = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command)
  return { rows: rows ?? [], ...(changed ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
}

/** PostgreSQL by the connections above. */
export const dialectOf = (driver: KagoDriver): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => driver,
  createIntrospector: db => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
})

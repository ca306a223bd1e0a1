import pg from 'pg'

/** What goes to the server together: one way there and back. */
export type RoundTrip = readonly string[]

/** The mark of a statement that goes with the next one (`goesWithNext` in database.ts). */
export const withNext = '/* with the next */ '

/**
 * How often a statement must come before it is worth preparing, and how many are kept: texts that vary would fill the
 * server.
 */
const worthPreparing = 3
const preparedMax = 1_000
/** A migration, say: the server prepares one statement at a time. */
const severalInOne = /;\s*\S/
const seen = new Map<string, number>()
const names = new Map<string, string>()

type Answer = { command: string; rowCount: number; rows: unknown[] }
type Held = { text: string; values: unknown[] }

/**
 * A connection that spares the server's time and the way to it. Statements that come again and again are prepared:
 * planned once a connection, not once a call. What is asked before anybody waits goes in one round trip. The beginning
 * of a transaction is sent with its first statement, and what nobody needs the answer of with the next one; a
 * transaction that asks nothing is none.
 */
export class KagoClient extends pg.Client {
  private readonly tell: (trip: RoundTrip) => void
  /** To be sent before the next statement. */
  private held: Held[] = []
  private inTransaction = false
  /** Sent in this turn. */
  private going: string[] = []

  constructor(config: pg.ClientConfig & { onRoundTrip?: (trip: RoundTrip) => void } = {}) {
    super(config)
    this.tell = config.onRoundTrip ?? (() => {})
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg's own overloads of query cannot be told otherwise
  override query(text: any, values?: any, ...rest: any[]): any {
    const isOurs = typeof text === 'string' && Array.isArray(values) && rest.length === 0
    // A copy of rows keeps the connection to itself.
    ;(this as unknown as { pipeline: boolean }).pipeline = isOurs
    if (!isOurs && this.held.length === 0) return super.query(text, values, ...(rest as []))
    if (!isOurs) throw new Error('A statement that is not ours waits until what goes before it is answered')
    if (this.isHeld(text)) return this.hold({ text, values })
    const waiting = this.held
    this.held = []
    const isUnsent = waiting[0] !== undefined && isBegin.test(waiting[0].text)
    if (isEnd.test(text)) this.inTransaction = false
    if (isUnsent && (text === 'rollback' || (text === 'commit' && waiting.length === 1)))
      return Promise.resolve(answer(text.toUpperCase()))
    return this.sendBehind(text === 'rollback' ? [] : waiting, { text, values })
  }

  private isHeld(text: string): boolean {
    return isBegin.test(text) || (this.inTransaction && text.startsWith(withNext))
  }

  private hold(statement: Held): Promise<Answer> {
    if (isBegin.test(statement.text)) this.inTransaction = true
    this.held.push(statement)
    return Promise.resolve(answer('HELD'))
  }

  private async sendBehind(waiting: Held[], last: Held): Promise<unknown> {
    const answers = [...waiting, last].map(statement => this.send(statement))
    if (waiting.length === 0) return answers[0]
    // All are waited for, so that who hears of a failure finds the connection at rest; the first failure is the one
    // that matters.
    const settled = await Promise.allSettled(answers)
    for (const each of settled) if (each.status === 'rejected') throw each.reason
    return (settled.at(-1) as PromiseFulfilledResult<unknown>).value
  }

  /** What is sent before anybody waits for the network goes in one packet. */
  private goesNow(text: string): void {
    if (this.going.length === 0) {
      const { stream } = (this as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection
      stream.cork()
      process.nextTick(() => {
        const trip = this.going
        this.going = []
        stream.uncork()
        this.tell(trip)
      })
    }
    this.going.push(text)
  }

  private send({ text, values }: Held): Promise<unknown> {
    this.goesNow(text)
    const name = nameOf(text)
    if (name === null) return super.query(text, values)
    // A query of our own making: of a description pg would make a copy first.
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const callback = (error: Error | null, result: unknown) => (error ? reject(error) : resolve(result))
    super.query(Object.assign(new pg.Query(text, values), { name, callback }))
    return promise.catch((error: Error) => {
      // From here its trace leads to whoever asked.
      Error.captureStackTrace(error)
      // A statement whose tables were changed under it (a migration while the service runs) is planned anew, under a
      // new name.
      if (isPlannedAnew(error)) names.set(text, `${name}'`)
      throw error
    })
  }
}

const isBegin = /^(begin|start transaction)\b/
const isEnd = /^(commit|rollback)$/
const answer = (command: string): Answer => ({ command, rowCount: 0, rows: [] })

function nameOf(text: string): string | null {
  const known = names.get(text)
  if (known) return known
  const count = (seen.get(text) ?? 0) + 1
  if (seen.size < 10 * preparedMax || count > 1) seen.set(text, count)
  if (count < worthPreparing || names.size >= preparedMax || severalInOne.test(text)) return null
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/** True when a transaction, or a statement that stands alone, has changed nothing and may succeed when tried again. */
export const isRepeatable = (error: unknown): boolean =>
  ['40001', '40P01'].includes((error as { code?: string }).code ?? '') || isPlannedAnew(error)

/** The server refuses a prepared statement whose result has changed its shape. */
const isPlannedAnew = (error: unknown): boolean =>
  (error as { code?: string }).code === '0A000' && /cached plan/.test((error as Error).message)

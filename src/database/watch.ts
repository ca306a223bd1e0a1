import { setImmediate as turn } from 'node:timers/promises'
import pg from 'pg'

/** The database does not answer; whoever waits for it is told so at once. */
export class DatabaseAway extends Error {
  readonly code = '08006'
}

export type DatabaseWatch = {
  readonly isAway: boolean
  /** True when it is away, or has not answered for so long that nobody begins to wait for it. */
  readonly isSilent: boolean
  /** Milliseconds since it answered last. */
  readonly heardMsAgo: number
  /**
   * The result of `work`.
   * @param patienceMs so long it is waited for while the database is silent
   * @param giveBack is handed a result that comes when nobody waits for it any more
   * @throws DatabaseAway at once when the database is away, or goes away meanwhile
   */
  whileThere<T>(work: () => Promise<T>, patienceMs: number, giveBack?: (late: T) => void): Promise<T>
  stop(): Promise<void>
}

const beatMs = 200
/**
 * An answer to nothing takes a millisecond. After the first of these nobody waits long any more, which does no harm if
 * the answer comes after all; after the second it is away.
 */
const hushedMs = 500
const silentMs = 2_000
/** While it is silent, those who wait are looked at so often. */
const stepMs = 50
/**
 * Then nobody waits any longer for what was asked before: a network that swallows everything never ends a connection.
 */
const givenUpMs = 10_000

/**
 * Asks the database again and again, on a connection of its own, whether it is there. One that is frozen keeps
 * everybody waiting without an error; one that has died is started again by `revive`, as often as it takes (a full disk
 * may have to be emptied first).
 * @param onChange hears of its going and coming
 * @param giveUp ends the connections that wait for an answer, when there has been none for long
 */
export function watchDatabase(
  url: string,
  {
    revive,
    onChange,
    giveUp,
  }: { revive: (() => Promise<void>) | null; onChange(isAway: boolean, why: string): void; giveUp(): void },
): DatabaseWatch {
  const waiting = new Waiting()
  let client: pg.Client | null = null
  let awaySince: number | null = null
  let givenUp = false
  let isHushed = false
  let heardAt = performance.now()
  let stopped = false
  const stopping = Promise.withResolvers<void>()
  const beating = beat()

  async function beat(): Promise<void> {
    while (!stopped) {
      const why = await ask()
      if (stopped) return
      if (why === null) back()
      else if (!givenUp && performance.now() - awaySince! > givenUpMs) {
        givenUp = true
        giveUp()
      }
      await Promise.race([pause(beatMs), stopping.promise])
    }
  }

  /** Null when it answered, else why not. */
  async function ask(): Promise<string | null> {
    const asked = client ?? newClient(url)
    const answer = (client ? Promise.resolve() : asked.connect()).then(() => asked.query('select'))
    try {
      await within(answer, silentMs, hush)
      client = asked
      isHushed = false
      heardAt = performance.now()
      return null
    } catch (error) {
      client = null
      drop(asked)
      const why = (error as Error).message
      gone(why)
      const isDead = !(error instanceof Silent || /timeout expired/.test(why))
      if (isDead && revive && !stopped) await revive().catch(() => pause(1_500))
      return why
    }
  }

  function gone(why: string): void {
    if (awaySince !== null) return
    awaySince = performance.now()
    onChange(true, why)
    waiting.tellAll(new DatabaseAway(`the database is away: ${why}`))
  }

  /** There has been no answer for a while. Whoever has waited long enough is told, and soon whoever has not. */
  function hush(): void {
    isHushed = true
    waiting.tellImpatient(new DatabaseAway('the database does not answer'))
  }

  function back(): void {
    if (awaySince === null) return
    awaySince = null
    givenUp = false
    onChange(false, '')
  }

  return {
    get isAway() {
      return awaySince !== null
    },
    get isSilent() {
      return isHushed || awaySince !== null
    },
    get heardMsAgo() {
      return performance.now() - heardAt
    },
    whileThere<T>(work: () => Promise<T>, patienceMs: number, giveBack?: (late: T) => void): Promise<T> {
      if (awaySince !== null) return Promise.reject(new DatabaseAway('the database is away'))
      return waiting.for(work, patienceMs, giveBack)
    },
    async stop() {
      stopped = true
      stopping.resolve()
      await beating
      if (client) drop(client)
    },
  }
}

class Silent extends Error {}

/** Those who wait for the database, each as long as it may. */
class Waiting {
  private readonly impatientAt = new Map<(error: DatabaseAway) => void, number>()

  for<T>(work: () => Promise<T>, patienceMs: number, giveBack?: (late: T) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.impatientAt.set(reject, performance.now() + patienceMs)
      work()
        .then(result => (this.impatientAt.has(reject) ? resolve(result) : giveBack?.(result)), reject)
        .finally(() => this.impatientAt.delete(reject))
    })
  }

  tellAll(error: DatabaseAway): void {
    for (const tell of this.impatientAt.keys()) tell(error)
    this.impatientAt.clear()
  }

  tellImpatient(error: DatabaseAway): void {
    for (const [tell, at] of this.impatientAt)
      if (performance.now() >= at) {
        tell(error)
        this.impatientAt.delete(tell)
      }
  }
}

function newClient(url: string): pg.Client {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: silentMs,
    application_name: `kago ${process.pid}`,
  })
  client.on('error', () => {}) // The next question finds out.
  return client
}

/** Ends a connection without waiting for the other side, which may be silent. */
function drop(client: pg.Client): void {
  client.end().catch(() => {})
  ;(client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
}

/** @param hush called from `hushedMs` on, again and again, as long as there is no answer */
async function within<T>(answer: Promise<T>, ms: number, hush: () => void): Promise<T> {
  const late = new AbortController()
  const silence = (async () => {
    for (let waited = hushedMs; waited < ms; waited += stepMs) {
      await pause(waited === hushedMs ? hushedMs : stepMs, late.signal)
      // If it was we who were busy for so long, the answer lies ready: it is looked at before anybody is blamed.
      await turn()
      await turn()
      if (late.signal.aborted) return undefined as never
      hush()
    }
    throw new Silent(`no answer within ${ms / 1000} s`)
  })()
  silence.catch(() => {})
  try {
    return await Promise.race([answer, silence])
  } finally {
    late.abort()
  }
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => clearTimeout(timer), { once: true })
  })
}

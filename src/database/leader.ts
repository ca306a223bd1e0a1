import { setTimeout } from 'node:timers/promises'
import pg from 'pg'

export type Candidate = {
  /** True while this process leads: there is one at most among all that work on the database. */
  readonly isLeading: boolean
  /** Settles when it has been asked for the first time. */
  asked: Promise<void>
  stop(): void
}

/** So often whoever does not lead asks again, and whoever leads makes sure. Twice as long at most nobody leads. */
const beatMs = 2_000
/** A leader that hears nothing for so long leads no longer: the server may have given its place to another. */
const silentMs = 3_000

/**
 * Stands for the one place of the leader, who does what is done by the clock. The place is a lock of a connection: when
 * the process or its connection dies, the server gives it to the next who asks.
 * @param onChange hears of it each time
 */
export function standForLeader(url: string, onChange: (isLeading: boolean) => void = () => {}): Candidate {
  const stopping = new AbortController()
  const asked = Promise.withResolvers<void>()
  let client: pg.Client | null = null
  let isLeading = false
  void stand()

  async function stand(): Promise<void> {
    while (!stopping.signal.aborted) {
      const leads = await ask()
      if (stopping.signal.aborted) leave()
      else become(leads)
      asked.resolve()
      await setTimeout(beatMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  async function ask(): Promise<boolean> {
    try {
      client ??= await newClient(url, () => {
        client = null
        become(false)
      })
      // Whoever has the lock and asks for it once more would have it twice: it is asked whether the connection lives.
      const { rows } = await client.query<{ mine: boolean }>(
        isLeading ? 'select true as mine' : 'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
        isLeading ? [] : ['the leader of the processes'],
      )
      return rows[0]!.mine
    } catch {
      if (client) drop(client)
      client = null
      return false
    }
  }

  function leave(): void {
    if (client) drop(client)
    client = null
    become(false)
  }

  function become(leading: boolean): void {
    if (leading === isLeading) return
    isLeading = leading
    onChange(leading)
  }

  return {
    get isLeading() {
      return isLeading
    },
    asked: asked.promise,
    stop() {
      stopping.abort()
      leave()
    },
  }
}

async function newClient(url: string, onLost: () => void): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: silentMs,
    query_timeout: silentMs,
    keepAlive: true,
    application_name: `kago ${process.pid} leader`,
  })
  client.on('error', () => {})
  client.once('end', onLost)
  try {
    await client.connect()
    return client
  } catch (error) {
    drop(client)
    throw error
  }
}

/** Ends a connection without waiting for the other side, which may be silent. */
function drop(client: pg.Client): void {
  client.removeAllListeners('end')
  client.end().catch(() => {})
  ;(client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
}

import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { keepCopy } from '#catalogue/copy/keep-copy.ts'
import { openIndex } from '#catalogue/index/keep/open-index.ts'
import type { Config } from '#config.ts'
import { openCovers } from '#covers/keep-covers.ts'
import { connect, dropConnections } from '#database/database.ts'
import { standForLeader } from '#database/leader.ts'
import { watchDatabase } from '#database/watch.ts'
import { openMailer } from '#delivery/mailer.ts'
import { keepPlaces } from '#keep-places.ts'
import { keepPolicy } from '#keep-policy.ts'
import type { Library } from '#library.ts'
import type { Opened } from '#main.ts'
import { startTicker } from '#nightly/ticker.ts'
import { mountProtocols } from '#protocols/mount.ts'
import { usualLimits } from '#protocols/sip2/limits.ts'
import { type Sip2Door, serveSip2, sip2Within } from '#protocols/sip2/server.ts'
import type { Started } from '#std/started.ts'
import { createApp } from '#web/app.tsx'
import { type Door, portInWords } from '#web/gate/door.ts'
import { type Metrics, openMetrics } from '#web/gate/metrics.ts'
import { say } from '../command.ts'

/**
 * So long a start waits for a missed night; after that it says that it is ready, and the pages that the night is at
 * work.
 */
const patienceMs = 20_000

/** One of several processes behind a port. */
export type Among = {
  processes: number
  /** The numbers of all of them. */
  gather: () => Promise<object[][]>
}

/**
 * Opens everything that a process serves, and does by itself when it leads. It resolves when searches can be answered.
 * @param started where all that has to be ended again is written down
 */
export async function openService(
  { config, opened, door, started }: { config: Config; opened: Opened; door: Door; started: Started },
  among: Among | null,
): Promise<{ metrics: Metrics; machines: ((socket: Socket) => void) | null }> {
  const { log } = opened.library
  const followed = connectToFollow(opened)
  started.add('connections that follow', () => followed.end(), 500)
  const watch = watchDatabase(opened.databaseUrl, {
    revive: opened.revive,
    onChange: (isAway, why) => (isAway ? log.error('database away', { error: why }) : log.info('database is back')),
    giveUp: () => {
      for (const db of [opened.library.db, followed.primary]) dropConnections(db)
    },
  })
  started.add('watch', () => watch.stop(), 500)
  const leader = standForLeader(opened.databaseUrl, isLeading => {
    if (among) log.info(isLeading ? 'this process leads' : 'this process leads no longer')
  })
  started.add('leader', () => leader.stop(), 500)
  await leader.asked
  // Alone it need not ask anybody whether it may write its own files.
  const isLeading = () => leader.isLeading
  const writes = among ? isLeading : () => true
  const following = openIndex(followed.library, { dataDir: config.dataDir, writes })
  started.add('index', () => following.close(), 1_500)
  let isIndexed = false
  const indexed = following.ready.then(() => {
    isIndexed = true
  })
  const beside = keepCopy(followed.library, { dataDir: config.dataDir, writes })
  started.add('copy of the catalogue', () => beside.close(), 1_500)
  const covers = openCovers({
    directory: join(config.dataDir, 'covers'),
    sources: () => library.policy.covers.sources,
    clock: opened.library.clock,
    log,
  })
  started.add('covers', () => covers.stop(), 500)
  const library: Library = { ...opened.library, index: following.index, covers }
  const mailer = openMailer({
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    directory: join(config.dataDir, 'mail'),
  })
  started.add('mailer', () => mailer.close(), 500)
  const policy = keepPolicy(library)
  started.add('policy', () => policy.stop(), 500)
  const places = keepPlaces(library)
  started.add('places', () => places.stop(), 500)
  const metrics = openMetrics(library, {
    token: config.metricsToken,
    watch,
    indexLag: () => following.lag(),
    copyLag: () => beside.lag(),
    ...(among ? { gather: among.gather } : {}),
  })
  // Before anything that would have to be ended again: port and certificate may be wrong.
  const sip2 = config.sip2 && (await openSip2(library, config.sip2, metrics, among))
  const ticker = startTicker(library, mailer, { bouncesDirectory: join(config.dataDir, 'bounces'), isLeading })
  const processes = among?.processes ?? 1
  door.open(
    createApp(library, {
      ...config,
      ownHosts: [`${config.host}:${config.port}`],
      watch,
      copy: () => beside.copy,
      lag: () => Math.max(following.lag(), beside.lag() ?? 0),
      metrics,
      isIndexed: () => isIndexed,
      processes,
      machines: app => mountProtocols(app, { ...config, processes }),
    }).fetch,
  )
  // Pages, machines and what the service does by itself come to their end side by side.
  started.add(
    'pages, machines and ticker',
    () => Promise.all([door.close({ graceMs: 1_000, limitMs: 4_500 }), sip2?.close(), ticker.stop()]),
    5_000,
  )
  await Promise.all([indexed, Promise.race([ticker.caughtUp, pause(patienceMs)])])
  return { metrics, machines: sip2?.takeIn ?? null }
}

/**
 * The library for what follows the catalogue, with connections of its own: visitors who take all others do not keep it
 * waiting. The index has one, a new index that is built beside it another, the copy the third.
 */
function connectToFollow({ library, databaseUrl, follower }: Opened) {
  const onLost = (error: Error) => library.log.warn('database connection lost', { error: error.message })
  const primary = connect(databaseUrl, { connections: 3, onLost })
  const readDb = follower?.connect(primary, { connections: 3, onLost }) ?? primary
  return {
    library: { ...library, readDb },
    primary,
    async end() {
      if (readDb !== primary) await readDb.destroy()
      await primary.destroy()
    },
  }
}

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms).unref())

/**
 * @returns also, among several, what takes in a connection that comes by the process which has the port
 * @throws Error when certificate or key cannot be read, or the port cannot be had
 */
async function openSip2(
  library: Library,
  { port, host, tls }: NonNullable<Config['sip2']>,
  metrics: Metrics,
  among: Among | null,
): Promise<Sip2Door & { takeIn?: (socket: Socket) => void }> {
  try {
    const files = tls && { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) }
    const options = { tls: files, onAnswer: metrics.countSip2 }
    // Connections go to the processes in turn: each sees its part of what one address does.
    if (among)
      return sip2Within(library, { ...options, limits: { cutsMax: Math.ceil(usualLimits.cutsMax / among.processes) } })
    const sip2 = await serveSip2(library, { port, host, ...options })
    say(`SIP2 on port ${sip2.port}`)
    return sip2
  } catch (error) {
    throw portInWords(error as Error, { port, host }, { port: 'SIP2_PORT', host: 'SIP2_HOST' })
  }
}

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { keepCopy } from '#catalogue/copy/keep-copy.ts'
import { openIndex } from '#catalogue/index/keep/open-index.ts'
import { type Config, readConfig } from '#config.ts'
import { openCovers } from '#covers/keep-covers.ts'
import { connect, dropConnections } from '#database/database.ts'
import { watchDatabase } from '#database/watch.ts'
import { openMailer } from '#delivery/mailer.ts'
import { keepPlaces } from '#keep-places.ts'
import { keepPolicy, takeOverPolicy } from '#keep-policy.ts'
import type { Library } from '#library.ts'
import { type Opened, openLibrary } from '#main.ts'
import { startTicker } from '#nightly/ticker.ts'
import { isToBeOpened } from '#opening/show-checklist.ts'
import { mountProtocols } from '#protocols/mount.ts'
import { type Sip2Server, serveSip2 } from '#protocols/sip2/server.ts'
import { progressPrinter } from '#std/progress.ts'
import { Started } from '#std/started.ts'
import { type AppOptions, createApp } from '#web/app.tsx'
import { type Door, portInWords, takeDoor } from '#web/gate/door.ts'
import { type Metrics, openMetrics } from '#web/gate/metrics.ts'
import { beginEvening, createSetUpApp } from '#web/set-up/app.tsx'
import { demoPatrons, demoStaff } from '../../demo/patrons.ts'
import { isEmpty, seedDemo } from '../../demo/seed/seed.ts'
import { type Command, say } from './command.ts'

/**
 * So long a start waits for a missed night; after that it says that it is ready, and the pages that the night is at
 * work.
 */
const patienceMs = 20_000
/** Whatever hangs, a service that is told to end is gone after 10 s. */
const endWithinMs = 9_500

/**
 * Either the whole service runs, or nothing of it: what cannot start is a sentence, and what had been started is ended.
 */
export const serveCommand: Command = async args => {
  parseArgs({ args })
  const config = readConfig()
  const started = new Started()
  const toldToEnd = untilToldToEnd()
  const running = start(config, started)
  try {
    await Promise.race([running, toldToEnd])
    await toldToEnd
  } catch (error) {
    await endAll(started)
    throw error
  }
  running.catch(() => {}) // Told to end while it started: what fails now fails because of that.
  await endAll(started)
  return 0
}

function untilToldToEnd(): Promise<void> {
  return new Promise(resolve => {
    process.on('SIGINT', () => resolve())
    process.on('SIGTERM', () => resolve())
    // Started by bin/kago.js on another Node: if that process is killed, this one goes with it.
    process.once('disconnect', () => process.exit(1))
  })
}

/** The port first: nothing is made in a library that this service is not to serve. */
async function start(config: Config, started: Started): Promise<void> {
  const door = await takeDoor(config)
  started.add('door', () => door.close(), 1_000)
  const opened = await openLibrary(config)
  started.add('database', () => opened.close(), 4_000)
  if (config.production && (await isToBeOpened(opened.library))) await firstEvening(config, opened, door)
  else if (!config.production && (await isEmpty(opened.library))) await openDemo(opened)
  await open(config, opened, door, started)
  say(`ready http://127.0.0.1:${door.port}`)
}

async function open(config: Config, opened: Opened, door: Door, started: Started): Promise<void> {
  const { log } = opened.library
  const watch = watchDatabase(opened.databaseUrl, {
    revive: opened.revive,
    onChange: (isAway, why) => (isAway ? log.error('database away', { error: why }) : log.info('database is back')),
    giveUp: () => dropConnections(opened.library.db),
  })
  started.add('watch', () => watch.stop(), 500)
  const following = openIndex(opened.library, config)
  started.add('index', () => following.close(), 1_500)
  let isIndexed = false
  const indexed = following.ready.then(() => {
    isIndexed = true
  })
  const beside = keepCopy(opened.library, config)
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
    copyLag: () => (beside.copy ? beside.lag() : null),
  })
  // Before anything that would have to be ended again: port and certificate may be wrong.
  const sip2 = config.sip2 && (await openSip2(library, config.sip2, metrics))
  if (sip2) say(`SIP2 on port ${sip2.port}`)
  const ticker = startTicker(library, mailer, { bouncesDirectory: join(config.dataDir, 'bounces') })
  const machines: AppOptions['machines'] = app => mountProtocols(app, config)
  door.open(
    createApp(library, {
      ...config,
      ownHosts: [`${config.host}:${config.port}`],
      watch,
      copy: () => beside.copy,
      metrics,
      isIndexed: () => isIndexed,
      machines,
    }).fetch,
  )
  // Pages, machines and what the service does by itself come to their end side by side.
  started.add(
    'pages, machines and ticker',
    () => Promise.all([door.close({ graceMs: 1_000, limitMs: 4_500 }), sip2?.close(), ticker.stop()]),
    5_000,
  )
  await Promise.all([indexed, Promise.race([ticker.caughtUp, pause(patienceMs)])])
}

async function endAll(started: Started): Promise<void> {
  const left = await Promise.race([started.end(), pause(endWithinMs).then(() => ['it took too long'])])
  for (const name of left) process.stderr.write(`not ended well: ${name}\n`)
}

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms).unref())

/** @throws Error when certificate or key cannot be read, or the port cannot be had */
async function openSip2(
  library: Library,
  { port, host, tls }: NonNullable<Config['sip2']>,
  metrics: Metrics,
): Promise<Sip2Server> {
  try {
    const files = tls && { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) }
    return await serveSip2(library, { port, host, tls: files, onAnswer: metrics.countSip2 })
  } catch (error) {
    throw portInWords(error as Error, { port, host }, { port: 'SIP2_PORT', host: 'SIP2_HOST' })
  }
}

/**
 * A library that was never opened is set up by whoever has the address that is printed; then the service goes on as
 * always.
 */
async function firstEvening(config: Config, { library }: Opened, door: Door): Promise<void> {
  const secret = randomBytes(16).toString('base64url')
  const mailer = openMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom, directory: join(config.dataDir, 'mail') })
  await new Promise<void>(resolve => {
    door.open(createSetUpApp(library, beginEvening({ secret, mailer, opened: resolve }), config).fetch)
    say('This library was never opened. Open it at this address, which nobody else knows:')
    say(`set-up http://127.0.0.1:${door.port}/set-up/${secret}`)
  })
  mailer.close()
}

/** A library without a single branch opens as the demo (a production service stays empty until somebody fills it). */
async function openDemo({ library, databaseUrl }: Opened): Promise<void> {
  say('An empty library: opening the demo library …')
  // Cut off, it is begun anew: no commit of it need wait for the disk.
  const db = connect(databaseUrl, { durable: false })
  const printer = progressPrinter('Demo', process.stderr)
  try {
    await seedDemo({ ...library, db }, printer.show)
    await takeOverPolicy(library)
  } finally {
    printer.end()
    await db.destroy()
  }
  for (const { login, role, password } of demoStaff)
    say(`  staff    ${login.padEnd(10)} ${password.padEnd(20)} ${role}`)
  for (const patron of demoPatrons) {
    const password = patron.password.kind === 'own' ? patron.password.digits : `${patron.born.replaceAll('-', '')} (仮)`
    say(`  patron   ${patron.card.padEnd(10)} ${password.padEnd(20)} ${patron.note}`)
  }
}

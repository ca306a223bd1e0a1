import cluster from 'node:cluster'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Config, readConfig } from '#config.ts'
import { connect } from '#database/database.ts'
import { openMailer } from '#delivery/mailer.ts'
import { takeOverPolicy } from '#keep-policy.ts'
import { type Opened, openLibrary } from '#main.ts'
import { isToBeOpened } from '#opening/show-checklist.ts'
import { progressPrinter } from '#std/progress.ts'
import { Started } from '#std/started.ts'
import { type Door, takeDoor } from '#web/gate/door.ts'
import { beginEvening, createSetUpApp } from '#web/set-up/app.tsx'
import { demoPatrons, demoStaff } from '../../demo/patrons.ts'
import { isEmpty, seedDemo } from '../../demo/seed/seed.ts'
import { type Command, say, UsageError } from './command.ts'
import { serveAsOne } from './serving/one-of-several.ts'
import { openService } from './serving/open-service.ts'
import { startProcesses } from './serving/processes.ts'

/** Whatever hangs, a service that is told to end is gone after 10 s. */
const endWithinMs = 9_500

/**
 * Either the whole service runs, or nothing of it: what cannot start is a sentence, and what had been started is ended.
 */
export const serveCommand: Command = async args => {
  const processes = readProcesses(args)
  const config = readConfig()
  const started = new Started()
  const toldToEnd = untilToldToEnd()
  const running = cluster.isWorker
    ? serveAsOne(config, started)
    : processes > 1
      ? startSeveral(config, processes, started)
      : start(config, started)
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
  await openService({ config, opened, door, started }, null)
  say(`ready http://127.0.0.1:${door.port}`)
}

/** The same with several processes, which take the port before anything is made. */
async function startSeveral(config: Config, processes: number, started: Started): Promise<void> {
  const group = await startProcesses(processes, config, started)
  const opened = await openLibrary(config)
  started.add('database', () => opened.close(), 4_000)
  if (config.production && (await isToBeOpened(opened.library)))
    throw new Error('This library was never opened. Start it once without --processes, open it, and start it again.')
  if (!config.production && (await isEmpty(opened.library))) await openDemo(opened)
  await group.open(opened)
  if (group.sip2Port !== null) say(`SIP2 on port ${group.sip2Port}`)
  say(`ready http://127.0.0.1:${group.port}`)
}

/** @throws UsageError when it is no number of processes */
function readProcesses(args: string[]): number {
  const { processes = '1' } = parseArgs({ args, options: { processes: { type: 'string' } } }).values
  if (!/^[1-9]\d?$/.test(processes) || Number(processes) > processesMax)
    throw new UsageError(`--processes takes a number from 1 to ${processesMax}`)
  return Number(processes)
}
const processesMax = 64

async function endAll(started: Started): Promise<void> {
  const left = await Promise.race([started.end(), pause(endWithinMs).then(() => ['it took too long'])])
  for (const name of left) process.stderr.write(`not ended well: ${name}\n`)
}

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms).unref())

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

import { join } from 'node:path'
import { openIndex } from '#catalogue/index/keep/open-index.ts'
import { readConfig } from '#config.ts'
import { connect } from '#database/database.ts'
import { openMailer } from '#delivery/mailer.ts'
import { keepPolicy } from '#keep-policy.ts'
import { type Opened, openLibrary } from '#main.ts'
import { startTicker } from '#nightly/ticker.ts'
import { loadPolicy } from '#policy-store.ts'
import { progressPrinter } from '#std/progress.ts'
import { serveWeb } from '#web/serve.ts'
import { demoPatrons, demoStaff } from '../../demo/patrons.ts'
import { isEmpty, seedDemo } from '../../demo/seed/seed.ts'
import { type Command, say } from './command.ts'

/** So long a start waits for the catalogue index and for a missed night; after that the pages say that these are still at work. */
const patience = 20_000

export const serveCommand: Command = async () => {
  const config = readConfig()
  const opened = await openLibrary(config)
  if (!config.production && (await isEmpty(opened.library))) await openDemo(opened)
  const following = openIndex(opened.library, config)
  const library = { ...opened.library, index: following.index }
  const mailer = openMailer({
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    directory: join(config.dataDir, 'mail'),
  })
  const ticker = startTicker(library, mailer, { bouncesDirectory: join(config.dataDir, 'bounces') })
  const policy = keepPolicy(library)
  await Promise.race([
    Promise.all([following.ready, ticker.caughtUp]),
    new Promise(resolve => setTimeout(resolve, patience)),
  ])
  const web = await serveWeb(library, config)
  say(`ready http://127.0.0.1:${web.port}`)

  await new Promise<void>(resolve => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
    // Started by bin/kago.js on another Node: if that process is killed, this one goes with it.
    process.once('disconnect', () => process.exit(1))
  })
  await web.close()
  policy.stop()
  await ticker.stop()
  mailer.close()
  await following.close()
  await opened.close()
  process.exit(0)
}

/** A library without a single branch opens as the demo (a production service stays empty until somebody fills it). */
async function openDemo({ library, databaseUrl }: Opened): Promise<void> {
  say('An empty library: opening the demo library …')
  // Cut off, it is begun anew: no commit of it need wait for the disk.
  const db = connect(databaseUrl, { durable: false })
  const printer = progressPrinter('Demo', process.stderr)
  await seedDemo({ ...library, db }, printer.show)
  printer.end()
  library.policy = (await loadPolicy(db)).policy
  await db.destroy()
  for (const { login, role, password } of demoStaff)
    say(`  staff    ${login.padEnd(10)} ${password.padEnd(20)} ${role}`)
  for (const patron of demoPatrons) {
    const password = patron.password.kind === 'own' ? patron.password.digits : `${patron.born.replaceAll('-', '')} (仮)`
    say(`  patron   ${patron.card.padEnd(10)} ${password.padEnd(20)} ${patron.note}`)
  }
}

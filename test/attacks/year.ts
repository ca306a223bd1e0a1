// `npm run attack:year [-- --days N]`: a simulated year of guessing through the real login, on a database of its own
// that is thrown away. Prints one line an attack and ends with 1 when a promise of DECISIONS/0005 is broken.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildIndex } from '#catalogue/index/memory-index.ts'
import { connect, sql } from '#database/database.ts'
import { removeEmbedded, startEmbedded } from '#database/embedded.ts'
import { migrate } from '#database/migrate.ts'
import { defaultPolicy } from '#policy.ts'
import { drawSecrets } from '#secrets/secrets.ts'
import { silentLog } from '#std/log.ts'
import { stoppedClock } from '#time/clock.ts'
import { serveWeb } from '#web/serve.ts'
import {
  guessKnownCard,
  guessTemporary,
  type Mode,
  modes,
  raiseTheAlarm,
  sweepImported,
  sweepUnderTheAlarm,
  type Target,
} from './attacks.ts'

const { values } = parseArgs({ options: { days: { type: 'string', default: '365' } } })
const days = Number(values.days)
const directory = mkdtempSync(join(tmpdir(), 'kago-attack-'))
const server = await startEmbedded(directory, { fsync: 'off' })
let broken = 0

/** An attack on a library that knows nothing of the one before. */
async function against(mode: Mode, attack: (target: Target) => Promise<string | null>, name: string): Promise<void> {
  const maintenance = connect(server.url.replace('/kago?', '/postgres?'), { connections: 1 })
  await sql`drop database if exists kago with (force)`.execute(maintenance)
  await sql`create database kago`.execute(maintenance)
  await maintenance.destroy()
  const db = connect(server.url)
  await migrate(db)
  const policy = {
    ...defaultPolicy,
    passwords: { ...defaultPolicy.passwords, newDevicesGiveBirthDate: mode },
  }
  const clock = stoppedClock('2026-04-01T10:00:00')
  const library = { db, readDb: db, clock, policy, log: silentLog, index: buildIndex([]), secrets: drawSecrets() }
  const web = await serveWeb(library, { port: 0, host: '127.0.0.1', trustedProxies: 1 })
  const began = performance.now()
  const wrong = await attack({ library, port: web.port })
  const seconds = Math.round((performance.now() - began) / 1000)
  process.stdout.write(
    `${wrong === null ? 'held  ' : 'BROKEN'} ${mode.padEnd(8)} ${name} (${seconds} s)${wrong ? `: ${wrong}` : ''}\n`,
  )
  if (wrong !== null) broken++
  await web.close()
  await db.destroy()
}

for (const mode of modes) {
  for (const addresses of [1_000, 10_000])
    for (const beside of [false, true]) {
      const attack = async (target: Target) => {
        const sixth = { birthDate: '2015-01-06', addresses, beside, guesses: days }
        const { opensAt } = await guessTemporary(target, sixth)
        return opensAt === null ? null : `opened by guess ${opensAt}`
      }
      await against(mode, attack, `仮パスワード of a known birth year, ${addresses} addresses, beside ${beside}`)
    }
  const afterAlarm = async (target: Target) => {
    await raiseTheAlarm(target)
    const first = { birthDate: '2015-01-01', addresses: 10_000, beside: true, guesses: days }
    const { opensAt } = await guessTemporary(target, first)
    return opensAt === null || opensAt > 1 ? null : 'opened while the alarm was on'
  }
  await against(mode, afterAlarm, '仮パスワード while the alarm is on')
  const known = async (target: Target) => {
    const { opensAt } = await guessKnownCard(target, { nth: 11, guesses: 2 * days, birthDate: '19701005' })
    return opensAt === null ? null : `opened by guess ${opensAt}: more than ten were compared`
  }
  await against(mode, known, 'one known card, birth date known, a year')
  const imported = async (target: Target) => {
    const { taken, taking } = await sweepImported(target, { cards: days, password: '1234' })
    return taken < 3 ? null : `${taken} of ${taking} cards with the weak password were opened`
  }
  await against(mode, imported, 'a sweep of one password over imported cards')
}
const underTheAlarm = async (target: Target) => {
  const { compared, taken } = await sweepUnderTheAlarm(target, { days, cards: 200 })
  // No password is that of more than one card in 2,000.
  const expected = compared / 2_000
  process.stdout.write(
    `       ${compared} guesses were compared: ${expected.toFixed(2)} cards expected, ${taken} taken\n`,
  )
  return expected < (3 * days) / 365 ? null : `${expected.toFixed(2)} cards`
}
await against('onAlarm', underTheAlarm, 'all cards from 10,000 addresses, under the alarm')

await server.stop()
removeEmbedded(directory)
process.exitCode = broken === 0 ? 0 : 1

// `npm run fuzz [-- --seed N] [--presses N]`: eight at once press whatever the pages offer (play.ts), on a database of
// their own that is thrown away. Prints every fault with what led to it, and ends with 1 when there is one.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildIndex } from '#catalogue/index/memory-index.ts'
import { connect } from '#database/database.ts'
import { removeEmbedded, startEmbedded } from '#database/embedded.ts'
import { makeOwnDatabase } from '#database/make-database.ts'
import { migrate } from '#database/migrate.ts'
import { defaultPolicy } from '#policy.ts'
import { drawSecrets } from '#secrets/secrets.ts'
import { silentLog } from '#std/log.ts'
import { stoppedClock } from '#time/clock.ts'
import { play } from './play.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, presses: { type: 'string', default: '20000' } },
})
const directory = mkdtempSync(join(tmpdir(), 'kago-fuzz-'))
const server = await startEmbedded(directory, { fsync: 'off' })
await makeOwnDatabase(server.url)
const db = connect(server.url, { connections: 20 })
await migrate(db)
const clock = stoppedClock('2026-11-24T10:00:00')
const secrets = drawSecrets()
const library = { db, readDb: db, clock, policy: defaultPolicy, log: silentLog, index: buildIndex([]), secrets }
const began = performance.now()
const seconds = () => Math.round((performance.now() - began) / 1_000)
const report = await play(library, {
  seed: Number(values.seed),
  presses: Number(values.presses),
  atOnce: 8,
  secondsAPress: 60,
  onProgress: (presses, faults, at) =>
    process.stderr.write(`${presses} presses, ${at}, ${faults} faults, ${seconds()} s\n`),
})
for (const { kind, route, times, story } of report.faults)
  process.stdout.write(`${route}: ${kind} (${times} times)\n    ${story}\n`)
const unseen = [...report.times].filter(([, times]) => times === 0).map(([route]) => route)
if (unseen.length > 0) process.stdout.write(`never seen: ${unseen.join(' ')}\n`)
process.stdout.write(
  `${report.presses} presses on ${report.times.size - unseen.length} routes, ${report.nights} nights, ${seconds()} s: ${report.faults.length} faults\n`,
)
await db.destroy()
await server.stop()
removeEmbedded(directory)
process.exitCode = report.faults.length === 0 ? 0 : 1

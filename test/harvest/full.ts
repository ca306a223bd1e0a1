// `npm run harvest [-- --records N] [-- --changes 50]`: copies the real catalogue (or N generated records) by OAI-PMH
// while so many changes a second go on, and compares the copy with it. Ends with 1 when something is wrong.
import { parseArgs } from 'node:util'
import { saveBibs } from '#catalogue/exchange/import-store.ts'
import { buildIndex } from '#catalogue/index/memory-index.ts'
import { transact } from '#database/database.ts'
import { defaultPolicy } from '#policy.ts'
import { mountProtocols } from '#protocols/mount.ts'
import { drawSecrets } from '#secrets/secrets.ts'
import { silentLog } from '#std/log.ts'
import { systemClock } from '#time/clock.ts'
import { serveWeb } from '#web/serve.ts'
import { openOwnDatabase } from '../own-database.ts'
import { haveCatalogue, readCatalogue } from '../relevance/catalogue-ja.ts'
import { generatedRecords } from './generated.ts'
import { harvestWhileChanging } from './harvest.ts'

const { values } = parseArgs({ options: { records: { type: 'string' }, changes: { type: 'string', default: '50' } } })
const perSecond = Number(values.changes)
const fresh = generatedRecords(1)[0]!
const records =
  values.records === undefined && haveCatalogue
    ? // Volumes of one set may have one number at their source: by their place they are told apart.
      readCatalogue().map(({ key, bib: { id, ...bib } }) => ({ ...fresh, ...bib, sourceKey: `JP-TEST:${key}:${id}` }))
    : generatedRecords(Number(values.records ?? 20_000))

const own = await openOwnDatabase('harvest')
const { db } = own
const library = {
  ...{ db, readDb: db, clock: systemClock, policy: defaultPolicy, log: silentLog },
  ...{ index: buildIndex([]), secrets: drawSecrets() },
}
for (let from = 0; from < records.length; from += 1_000) {
  const bibs = records.slice(from, from + 1_000).map(bib => ({ bib, raw: null }))
  await transact(db, tx => saveBibs(tx, bibs, systemClock.now()))
}
const web = await serveWeb(library, { port: 0, host: '127.0.0.1', machines: mountProtocols })

const begun = performance.now()
let made = 0
const due = () => {
  const count = Math.min(500, Math.floor(((performance.now() - begun) / 1_000) * perSecond) - made)
  made += Math.max(0, count)
  return Math.max(0, count)
}
const told = await harvestWhileChanging(library, `http://127.0.0.1:${web.port}/oai`, records, due)
const seconds = (performance.now() - begun) / 1_000
process.stdout.write(
  `${records.length} records: ${told.told} told of on ${told.pages} pages, ${told.changes} changes meanwhile ` +
    `(${(told.changes / seconds).toFixed(0)} a second), slowest page ${told.slowestMs.toFixed(0)} ms, ` +
    `${seconds.toFixed(0)} s, ${told.wrong.length} wrong\n`,
)
for (const sentence of told.wrong.slice(0, 20)) process.stdout.write(`${sentence}\n`)
process.exitCode = told.wrong.length === 0 ? 0 : 1
await web.close()
await own.remove()

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRecords } from '#catalogue/records/read-records.ts'
import { readConfig } from '#config.ts'
import { removeEmbedded } from '#database/embedded.ts'
import { importRecords } from '#exchange/import-records.ts'
import { openLibrary } from '../src/main.ts'

/**
 * How long a catalogue takes: reading and mapping alone, then two imports into an empty library (the second changes
 * nothing). Usage: tsx bench/import.ts <file>
 */
const [file] = process.argv.slice(2)
if (!file) throw new Error('Usage: tsx bench/import.ts <file>')

async function timed<T>(name: string, work: () => Promise<T>): Promise<void> {
  const begun = performance.now()
  const cpu = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
  const took = `${seconds(performance.now() - begun)}, processor ${seconds((user + system) / 1000)}`
  process.stdout.write(
    `${name}: ${took}, memory ${Math.round(process.memoryUsage().rss / 1e6)} MB, ${JSON.stringify(result)}\n`,
  )
}

await timed('read', async () => {
  const counted = { bibs: 0, others: 0 }
  for await (const record of readRecords(file)) 'ok' in record ? counted.bibs++ : counted.others++
  return counted
})

const dataDir = mkdtempSync(join(tmpdir(), 'kago-bench-'))
const { library, close } = await openLibrary(readConfig({ DATA_DIR: dataDir }))
for (const run of ['first import', 'second import']) {
  await timed(run, async () => {
    const { bibs, items, problemCount } = await importRecords(library, file)
    return { bibs, items, problemCount }
  })
}
await close()
removeEmbedded(join(dataDir, 'postgres'))

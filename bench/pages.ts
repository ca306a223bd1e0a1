import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#config.ts'
import { sql } from '#database/database.ts'
import { removeEmbedded } from '#database/embedded.ts'
import { importRecords } from '#exchange/import-records.ts'
import type { Library } from '#library.ts'
import { openLibrary } from '#main.ts'
import { givenBranches } from '../test/given.ts'
import { sharedData } from '../test/real-data.ts'
import { haveCatalogue, readQueries } from '../test/relevance/catalogue-ja.ts'
import { changesSeen } from './changes-seen.ts'
import { cpuOfAll } from './circulation-load.ts'
import { type Load, loadPages } from './page-load.ts'
import { startService } from './service.ts'

/**
 * The page of results over HTTP on the real catalogue, as a visitor without a login gets it: requests a second, and how
 * long they take, with the client on the same machine. Other pages after it.
 * KAGO_BENCH_DIR keeps the library for the next time; KAGO_BENCH_SECONDS is how long each page is asked for;
 * KAGO_BENCH_PROCESSES is how many serve them.
 */
const seconds = Number(process.env.KAGO_BENCH_SECONDS ?? 10)
const kept = process.env.KAGO_BENCH_DIR
const say = (line: string) => void process.stdout.write(`${line}\n`)

if (!haveCatalogue) throw new Error(`The real catalogue is not there: ${sharedData}`)
const dataDir = kept ?? mkdtempSync(join(tmpdir(), 'kago-bench-pages-'))
if (!existsSync(join(dataDir, 'postgres'))) {
  mkdirSync(dataDir, { recursive: true })
  const { library, close } = await openLibrary(readConfig({ DATA_DIR: dataDir }))
  await fill(library)
  await close()
}

const begun = performance.now()
const processes = Number(process.env.KAGO_BENCH_PROCESSES ?? 1)
const server = await startService({ DATA_DIR: dataDir, KAGO_AT: '2026-11-24T10:00:00+09:00' }, processes)
const { port } = server
say(`ready after ${((performance.now() - begun) / 1000).toFixed(1)} s`)

const queries = weighted()
const pages: [name: string, path: () => string][] = [
  ['results', () => `/search?q=${encodeURIComponent(queries())}`],
  ['results, narrowed', () => `/search?q=${encodeURIComponent(queries())}&branch=chuo&kind=book&now=1&sort=newest`],
  ['record', () => `/bib/${1 + Math.floor(Math.random() * 70_000)}`],
  ['top', () => '/'],
  ['new arrivals', () => '/new'],
]
try {
  for (const [name, paths] of pages) {
    await loadPages({ port, connections: 8, seconds: 2, paths })
    // On a shared machine the processor's time says more than the clock.
    const before = cpuOfAll(server.pid)
    const load = await loadPages({ port, connections: 8, seconds, paths })
    report(name, load, cpuOfAll(server.pid) - before)
  }
  const { library, close } = await openLibrary(readConfig({ DATA_DIR: dataDir }))
  try {
    reportChanges(await changesSeen(library, `http://127.0.0.1:${port}`, seconds))
  } finally {
    await close()
  }
} finally {
  await server.stop()
  if (!kept) removeEmbedded(join(dataDir, 'postgres'))
}

function report(name: string, load: Load, processor: number): void {
  const times = load.times.toSorted((one, other) => one - other)
  const at = (share: number) => `${times[Math.floor(share * (times.length - 1))]!.toFixed(1)} ms`
  const perSecond = Math.round(times.length / load.seconds)
  const kilobytes = (load.bytes / times.length / 1000).toFixed(1)
  const statuses = [...load.byStatus].map(([status, count]) => `${status}×${count}`).join(' ')
  say(
    `${name.padEnd(18)} ${`${perSecond}`.padStart(6)} /s   p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}  most ${at(1)}   ${kilobytes} KB   ${(processor / times.length).toFixed(2)} ms of processor   ${statuses}`,
  )
}

function reportChanges({ delays, perSecond }: { delays: number[]; perSecond: number }): void {
  const times = delays.toSorted((one, other) => one - other)
  const at = (share: number) => `${Math.round(times[Math.floor(share * (times.length - 1))]!)} ms`
  say(
    `${Math.round(perSecond)} changes a second: a new title is found after p50 ${at(0.5)}  p95 ${at(0.95)}  most ${at(1)}   (${times.length} titles)`,
  )
}

/** Real queries, each as often as it really is asked; those that find many, as most do. */
function weighted(): () => string {
  const list = readQueries().filter(({ query }) => query.length <= 60)
  const sums: number[] = []
  let sum = 0
  for (const { weight } of list) {
    sum += weight
    sums.push(sum)
  }
  return () => {
    const point = Math.random() * sum
    let [low, high] = [0, sums.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! > point) high = middle
      else low = middle + 1
    }
    return list[low]!.query
  }
}

/**
 * The real records; one to three copies of each but the electronic ones, one in eight on loan, a hundred that arrived
 * lately.
 */
async function fill(library: Library): Promise<void> {
  const begun = performance.now()
  await givenBranches(library)
  await importRecords(library, join(sharedData, 'catalogue-ja/catalogue_ja.jsonl.gz'))
  await sql`
    insert into patron (category, name, name_reading, birth_date, phone, expires_on, created_at)
    select 'general', '見本 ' || n, 'ミホン', '1970-01-01', '0254-00-0000', '2029-03-31', '2026-04-01'
    from generate_series(1, 2000) n`.execute(library.db)
  await sql`
    insert into item (barcode, bib_id, home_branch_id, current_branch_id, shelf, call_number, status, joined_on)
    select '9' || lpad((bib.id * 4 + copy)::text, 9, '0'), bib.id, branch, branch, '一般',
      coalesce(substring(ndc[1] from '^[0-9.]+'), '000') || '/' || left(coalesce(title_reading, 'ア'), 2),
      case when (bib.id + copy) % 8 = 0 then 'loan' else 'shelf' end,
      case when bib.id % 700 = 0 then date '2026-11-01' else date '2015-04-01' end
    from bib, generate_series(1, 3) copy,
      lateral (select (array['chuo', 'asahi', 'arakawa', 'kamihayashi', 'sekikawa'])[1 + (bib.id * 7 + copy) % 5] as branch) place
    where kind <> 'electronic' and copy <= 1 + bib.id % 3`.execute(library.db)
  await sql`
    insert into loan (item_id, bib_id, patron_id, branch_id, lent_at, due_on)
    select id, bib_id, 1 + id % 2000, home_branch_id, '2026-11-15T10:00:00+09', '2026-11-29'
    from item where status = 'loan'`.execute(library.db)
  await sql`vacuum analyze`.execute(library.db)
  say(`filled in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
}

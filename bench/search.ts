import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadSnapshot, saveSnapshot } from '#catalogue/index/keep/snapshot.ts'
import { buildIndex, type MemoryIndex } from '#catalogue/index/memory-index.ts'
import { BibId } from '#ids.ts'
import { sharedData } from '../test/real-data.ts'
import { haveCatalogue } from '../test/relevance/catalogue-ja.ts'
import { bareSearch } from './bare-lists.ts'
import { type FixedQuery, fixedQueries } from './fixed-queries.ts'
import { folderMegabytes, Groonga } from './groonga.ts'
import { grownCatalogue, randomNumbers } from './grown-catalogue.ts'
import { ProcessorClock } from './processor-clock.ts'
import { Timings } from './timings.ts'

/**
 * npm run bench:search [-- --records 10000000 --groonga no --postgres yes]: one list of 200 queries on a grown
 * catalogue, beside Groonga where it is installed, PostgreSQL where asked for, and bare posting lists. Every query is
 * asked once to warm up, then five times: the mean of the processor's time, and the least time on the wall, which on a
 * busy machine counts the others too.
 */
const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    groonga: { type: 'string', default: 'yes' },
    postgres: { type: 'string', default: 'no' },
  },
})
const records = Number(values.records)
const say = (line: string) => process.stdout.write(`${line}\n`)
const seconds = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1)} s`
const processorSeconds = (): string => `${(process.cpuUsage().user / 1e6).toFixed(0)} s`
const folder = mkdtempSync(join(tmpdir(), 'kago-bench-'))
// The embedded server runs as a user of its own when we are root.
chmodSync(folder, 0o755)

async function bench(): Promise<void> {
  const queries = fixedQueries()
  say(`${records.toLocaleString('en')} records, ${queries.length} queries, Node ${process.version}`)
  const began = performance.now()
  const index = buildIndex(grownCatalogue(records))
  const bytes = bytesOf(index.base)
  say(
    `\nKago           built in ${seconds(began)} (${processorSeconds()} of the processor), ${Math.round(bytes / 1e6)} MB (${Math.round(bytes / records)} bytes a record)`,
  )
  const self = new ProcessorClock('self')
  const own = await timed(queries, self, ({ request }) => {
    const answer = index.search(request)
    return { total: answer.ok ? answer.value.total : 0 }
  })
  report(own)
  const bare = await timed(
    queries.filter(
      ({ request }) =>
        request.filters === undefined && request.sort === undefined && bareSearch(index.base, request) !== null,
    ),
    self,
    ({ request }) => bareSearch(index.base, request)!,
  )
  const alike = await timed(bare.asked, self, ({ request }) => ({ total: total(index, request) }))
  say(`\nbare lists     ${bare.timings.line()}\n  Kago on these${alike.timings.line()}`)
  benchSnapshot(index)
  if (values.groonga === 'yes') await benchGroonga(index, queries, own)
  if (values.postgres === 'yes') await benchPostgres(index, queries, own)
  // Last, because it makes the catalogue another one.
  benchChanges(index)
}

type Timed = { timings: Timings; wall: Timings; totals: Map<FixedQuery, number>; asked: FixedQuery[] }

/** @param clock of the process that does the work */
async function timed(
  queries: FixedQuery[],
  clock: ProcessorClock,
  ask: (query: FixedQuery) => { total: number } | Promise<{ total: number }>,
): Promise<Timed> {
  const result: Timed = { timings: new Timings(), wall: new Timings(), totals: new Map(), asked: queries }
  for (const query of queries) result.totals.set(query, (await ask(query)).total)
  for (const query of queries) {
    let least = Infinity
    const began = await clock.now()
    for (let i = 0; i < ASKED; i++) {
      const start = performance.now()
      await ask(query)
      least = Math.min(least, performance.now() - start)
    }
    result.timings.add(query.kind, ((await clock.now()) - began) / ASKED)
    result.wall.add(query.kind, least)
  }
  return result
}

const ASKED = 5

function report({ timings, wall }: Timed): void {
  say(`  processor    ${timings.line()}`)
  say(`  wall, least  ${wall.line()}`)
  for (const line of timings.kinds()) say(line)
}

function benchSnapshot(index: MemoryIndex): void {
  const file = join(folder, 'index')
  let began = performance.now()
  saveSnapshot(file, index, '1')
  say(`\nsnapshot       saved in ${seconds(began)}, ${Math.round(statSync(file).size / 1e6)} MB`)
  began = performance.now()
  const loaded = loadSnapshot(file)
  say(`               loaded in ${seconds(began)}${loaded === null ? ' NOT READABLE' : ''}`)
  rmSync(file)
}

/** 200 changes a second, nine loans or returns to one changed record, taken in every 100 ms. */
function benchChanges(index: MemoryIndex): void {
  const random = randomNumbers(7)
  const changed = [...grownCatalogue(4000, 99)].map(bib => ({ ...bib, id: BibId(1 + Math.floor(random() * records)) }))
  const current = [...grownCatalogue(Math.min(records, 20_000))]
  const applied = new Timings()
  const asked = new Timings()
  for (let batch = 0; batch < 200; batch++) {
    const lent = current
      .slice(batch * 18, batch * 18 + 18)
      .map(bib => ({ ...bib, available: 0, branches: bib.branches.map(branch => ({ ...branch, available: 0 })) }))
    const changes = [...lent, ...changed.slice(batch * 2, batch * 2 + 2)].map(bib => ({ id: bib.id, bib }))
    let began = performance.now()
    index.apply(changes)
    applied.add('apply', performance.now() - began)
    began = performance.now()
    total(index, { text: '日本' })
    asked.add('ask', performance.now() - began)
  }
  say(`\nchanges        20 taken in: ${applied.line()}`)
  say(`               「日本」 meanwhile: ${asked.line()}`)
}

async function benchGroonga(index: MemoryIndex, queries: FixedQuery[], own: Timed): Promise<void> {
  if (!Groonga.installed()) {
    say('\nGroonga        not installed')
    return
  }
  const began = performance.now()
  const groonga = await Groonga.build(join(folder, 'groonga'), grownCatalogue(records))
  say(`\nGroonga        built in ${seconds(began)}, ${Math.round(folderMegabytes(join(folder, 'groonga')))} MB`)
  const theirs = await timed(queries, new ProcessorClock(groonga.pid), ({ request }) => groonga.search(request))
  report(theirs)
  compare('Groonga', queries, own, theirs)
  await compareSets(index, queries, own, request => groonga.search(request))
  await groonga.close()
}

async function benchPostgres(index: MemoryIndex, queries: FixedQuery[], own: Timed): Promise<void> {
  const { PostgresGrams } = await import('./postgres.ts')
  const began = performance.now()
  const postgres = await PostgresGrams.build(join(folder, 'postgres'), grownCatalogue(records))
  try {
    say(`\nPostgreSQL GIN built in ${seconds(began)}, ${Math.round(await postgres.megabytes())} MB`)
    const theirs = await timed(queries, new ProcessorClock(await postgres.pid()), ({ request }) =>
      postgres.search(request),
    )
    report(theirs)
    compare('PostgreSQL', queries, own, theirs)
    await compareSets(index, queries, own, request => postgres.search(request))
  } finally {
    await postgres.close()
  }
}

/** For words written in Han and kana every engine has to find as many. */
function compare(name: string, queries: FixedQuery[], own: Timed, theirs: Timed): void {
  const differing = queries.filter(query => query.comparable && own.totals.get(query) !== theirs.totals.get(query))
  const comparable = queries.filter(query => query.comparable).length
  say(
    `               ${comparable - differing.length} of ${comparable} comparable answers alike; Kago's p99 is ${(theirs.timings.at(0.99) / own.timings.at(0.99)).toFixed(1)} times below ${name}'s`,
  )
  for (const query of differing.slice(0, 12))
    say(`    「${query.request.text}」 Kago ${own.totals.get(query)}, ${name} ${theirs.totals.get(query)}`)
}

/** And the same bibs, one by one, where they are not too many to be listed. */
async function compareSets(
  index: MemoryIndex,
  queries: FixedQuery[],
  own: Timed,
  ask: (request: FixedQuery['request']) => Promise<{ ids: number[] }>,
): Promise<void> {
  const listed = queries.filter(query => query.comparable && own.totals.get(query)! <= LISTED_MAX)
  let bibs = 0
  let alike = 0
  for (const { request } of listed) {
    const ids = new Set(allIds(index, request))
    const theirs = (await ask({ ...request, limit: LISTED_MAX + 1 })).ids
    bibs += ids.size
    if (theirs.length === ids.size && theirs.every(id => ids.has(id))) alike++
  }
  say(
    `               ${alike} of ${listed.length} answers of at most ${LISTED_MAX} bibs are the same set, ${bibs} bibs in all`,
  )
}
const LISTED_MAX = 20_000

function allIds(index: MemoryIndex, request: FixedQuery['request']): number[] {
  const ids: number[] = []
  for (;;) {
    const answer = index.search({ ...request, offset: ids.length, limit: 1000 })
    if (!answer.ok || answer.value.hits.length === 0) return ids
    for (const { id } of answer.value.hits) ids.push(id)
  }
}

function total(index: MemoryIndex, request: FixedQuery['request']): number {
  const answer = index.search(request)
  return answer.ok ? answer.value.total : 0
}

function bytesOf(value: object): number {
  return Object.values(value).reduce<number>(
    (sum, part) =>
      sum +
      (ArrayBuffer.isView(part) ? part.byteLength : typeof part === 'object' && part !== null ? bytesOf(part) : 0),
    0,
  )
}

if (haveCatalogue) {
  try {
    await bench()
  } finally {
    rmSync(folder, { recursive: true })
  }
} else say(`no real catalogue in ${sharedData}: nothing to grow from`)

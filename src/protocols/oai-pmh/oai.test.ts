import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Document } from '@xmldom/xmldom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deleteBib } from '#catalogue/exchange/removal-store.ts'
import { sql, transact } from '#database/database.ts'
import type { BibId } from '#ids.ts'
import { mergeBibs } from '#merging/merge-bibs.ts'
import { serveWeb, type WebServer } from '#web/serve.ts'
import { givenBib, givenBranches } from '../../../test/given.ts'
import { staff } from '../../../test/given-holds.ts'
import { askJudge, haveJudge, npmJudge, readable, readXml } from '../../../test/judges.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { dataDirectory } from '../../../test/service/service.ts'
import { mountProtocols } from '../mount.ts'

/** The client of OAI-PMH on npm, as far as it is asked here. */
type OaiPmhClient = {
  identify(): Promise<Record<string, unknown>>
  listMetadataFormats(): Promise<{ metadataPrefix: string }[]>
  listSets(): AsyncIterable<{ setSpec: string }>
  listRecords(options: { metadataPrefix: string }): AsyncIterable<{ header: { identifier: string } }>
  listIdentifiers(options: { metadataPrefix: string }): AsyncIterable<{ identifier: string }>
  getRecord(identifier: string, metadataPrefix: string): Promise<{ header: { identifier: string } }>
}

let library: TestLibrary
let web: WebServer
let base: string
const ids: BibId[] = []
beforeAll(async () => {
  library = await openLibrary({ at: '2026-11-24T10:00:00' })
  await givenBranches(library)
  const first = await givenBib(library, {
    title: '図書館 <の> 歴史\u0001\u000b',
    titleReading: 'トショカン ノ レキシ',
    author: '山田, 太郎',
    isbns: ['9784101010014'],
    published: '2019.2',
    year: 2019,
    ndc: ['010.21'],
  })
  ids.push(first.id)
  for (let i = 2; i <= 230; i++)
    ids.push(
      (
        await givenBib(library, {
          title: `本 ${i}`,
          kind: i % 50 === 0 ? 'magazine' : 'book',
          ndc: i % 10 === 0 ? [] : ['913.6'],
        })
      ).id,
    )
  web = await serveWeb(library, {
    port: 0,
    host: '127.0.0.1',
    machines: app => mountProtocols(app, { mailFrom: '籠図書館 <info@lib.example.jp>' }),
  })
  base = `http://127.0.0.1:${web.port}`
})
afterAll(() => web.close())

async function raw(parameters: Record<string, string> | string, method = 'GET'): Promise<string> {
  const query = new URLSearchParams(parameters)
  const answer = await fetch(method === 'GET' ? `${base}/oai?${query}` : `${base}/oai`, {
    method,
    ...(method === 'POST' ? { body: query } : {}),
  })
  expect(answer.status).toBe(200)
  return answer.text()
}
const ask = async (parameters: Record<string, string> | string) => readXml(await raw(parameters))
const texts = (document: Document, name: string) =>
  Array.from(document.getElementsByTagName(name), one => one.textContent ?? '')
const errors = (document: Document) =>
  Array.from(document.getElementsByTagName('error'), one => one.getAttribute('code'))
const numbers = (document: Document) => texts(document, 'identifier').map(text => Number(text.split('/').at(-1)))

async function harvest(
  parameters: Record<string, string>,
  between: (page: number) => unknown = () => {},
): Promise<number[]> {
  const seen: number[] = []
  let page = await ask({ verb: 'ListRecords', metadataPrefix: 'oai_dc', ...parameters })
  for (let n = 1; ; n++) {
    seen.push(...numbers(page))
    const token = texts(page, 'resumptionToken')[0]
    if (!token) return seen
    await between(n)
    page = await ask({ verb: 'ListRecords', resumptionToken: token })
  }
}

test('the answers of each verb and format are as they were', async () => {
  const identifier = `oai:lib.example.jp:bib/${ids[0]}`
  const asked: [string, Record<string, string>][] = [
    ['identify', { verb: 'Identify' }],
    ['list-sets', { verb: 'ListSets' }],
    ['list-metadata-formats', { verb: 'ListMetadataFormats', identifier }],
    ...['oai_dc', 'marcxml', 'mods', 'dcndl'].map((metadataPrefix): [string, Record<string, string>] => [
      metadataPrefix,
      { verb: 'GetRecord', identifier, metadataPrefix },
    ]),
    ['list-identifiers', { verb: 'ListIdentifiers', metadataPrefix: 'oai_dc', set: 'kind-magazine' }],
  ]
  for (const [name, parameters] of asked) {
    const answer = await raw(parameters)
    readXml(answer)
    await expect(readable(answer, base)).toMatchFileSnapshot(`./snapshots/${name}.xml`)
    expect(await raw(parameters, 'POST')).toBe(answer)
  }
})

describe('lists', () => {
  test('pages follow each other without a gap, by a token that says how far', async () => {
    expect(await harvest({})).toEqual(ids)
    const first = await ask({ verb: 'ListRecords', metadataPrefix: 'oai_dc' })
    const token = first.getElementsByTagName('resumptionToken')[0]!
    expect([token.getAttribute('cursor'), token.getAttribute('completeListSize')]).toEqual(['0', '230'])
    const headers = await ask({ verb: 'ListIdentifiers', metadataPrefix: 'marcxml' })
    expect([numbers(headers).length, texts(headers, 'resumptionToken')]).toEqual([230, []])
    expect(await harvest({ set: 'ndc-none' })).toEqual(ids.filter((_, i) => (i + 1) % 10 === 0))
  })

  test('what changes while it is read is not lost, and comes again at the end', async () => {
    const retitle = (id: number) =>
      sql`update bib set title = title || '.', changed_at = ${library.clock.now()} where id = ${id}`.execute(library.db)
    const seen = await harvest({}, async page => {
      // One that was given already, and one that is to come; the clock stands still.
      if (page === 1) for (const id of [ids[3]!, ids[190]!]) await retitle(id)
    })
    expect(new Set(seen).size).toBe(230)
    expect(seen.slice(-2)).toEqual([ids[3], ids[190]])
    expect(seen).toHaveLength(231)
  })

  test('from and until are inclusive, in days and in seconds', async () => {
    library.clock.set('2026-11-25T12:00:00')
    const late = await givenBib(library, { title: '遅い本' })
    expect(await harvest({ from: '2026-11-25' })).toEqual([late.id])
    expect(await harvest({ from: '2026-11-25T03:00:00Z', until: '2026-11-25T03:00:00Z' })).toEqual([late.id])
    expect(errors(await ask({ verb: 'ListRecords', metadataPrefix: 'oai_dc', from: '2026-11-25T03:00:01Z' }))).toEqual([
      'noRecordsMatch',
    ])
    expect(await harvest({ until: '2026-11-24' })).toHaveLength(230)
    ids.push(late.id)
  })

  test('a loan is no change of the record', async () => {
    library.clock.set('2026-11-26T12:00:00')
    await library.db.updateTable('item').set({ status: 'missing' }).where('bib_id', '=', ids[5]!).execute()
    expect(errors(await ask({ verb: 'ListIdentifiers', metadataPrefix: 'oai_dc', from: '2026-11-26' }))).toEqual([
      'noRecordsMatch',
    ])
  })

  test('deleted and merged bibs are told of for ever, and one that comes back is there again', async () => {
    library.clock.set('2026-11-27T12:00:00')
    const [gone, from, into] = [
      await givenBib(library, { items: 0, sourceKey: 'JP-TEST:gone' }),
      await givenBib(library),
      await givenBib(library),
    ]
    expect(await harvest({ from: '2026-11-27' })).toEqual([gone.id, from.id, into.id])
    library.clock.set('2026-11-28T12:00:00')
    expect(await transact(library.db, tx => deleteBib(tx, 'JP-TEST:gone', library.clock.now()))).toBe('done')
    await mergeBibs(library, staff, { from: from.id, into: into.id }, '同じ本')
    const page = await ask({ verb: 'ListRecords', metadataPrefix: 'dcndl', from: '2026-11-28' })
    const states = Array.from(page.getElementsByTagName('record'), record => [
      Number(record.getElementsByTagName('identifier')[0]!.textContent!.split('/').at(-1)),
      record.getElementsByTagName('header')[0]!.getAttribute('status'),
      record.getElementsByTagName('metadata').length,
    ])
    expect(states).toEqual([
      [gone.id, 'deleted', 0],
      [from.id, 'deleted', 0],
      [into.id, null, 1],
    ])
    library.clock.set('2026-11-29T12:00:00')
    await sql`update bib set deleted_at = null, changed_at = ${library.clock.now()} where id = ${gone.id}`.execute(
      library.db,
    )
    const back = await ask({
      verb: 'GetRecord',
      metadataPrefix: 'oai_dc',
      identifier: `oai:lib.example.jp:bib/${gone.id}`,
    })
    expect([texts(back, 'datestamp'), texts(back, 'dc:title').length]).toEqual([['2026-11-29T03:00:00Z'], 1])
  })

  test('a change whose transaction ends late gets its stamp when it can be seen', async () => {
    library.clock.set('2026-11-30T12:00:00')
    const begun = library.clock.now()
    let seenMeanwhile: (string | null)[] = []
    await transact(library.db, async tx => {
      await sql`update bib set title = 'あとから', changed_at = ${begun} where id = ${ids[7]!}`.execute(tx)
      library.clock.set('2026-11-30T13:00:00')
      seenMeanwhile = errors(await ask({ verb: 'ListIdentifiers', metadataPrefix: 'oai_dc', from: '2026-11-30' }))
    })
    expect(seenMeanwhile).toEqual(['noRecordsMatch'])
    expect(await harvest({ from: '2026-11-30T04:00:00Z' })).toEqual([ids[7]])
  })
})

/** One as ours look, of a record with this stamp. */
function tokenOf(stamp: string): string {
  return Buffer.from(['ListRecords', 'oai_dc', '', '', '', stamp, 1, 100, 2000].join('~')).toString('base64url')
}

test.each<[string, string[]]>([
  ['', ['badVerb']],
  ['verb=Foo', ['badVerb']],
  ['verb=toString', ['badVerb']],
  ['verb=Identify&verb=Identify', ['badVerb']],
  ['verb=Identify&foo=1&bar=2', ['badArgument', 'badArgument']],
  ['verb=ListRecords', ['badArgument']],
  ['verb=GetRecord', ['badArgument', 'badArgument']],
  ['verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc', ['badArgument']],
  ['verb=ListRecords&metadataPrefix=foo&from=2026-13-01', ['badArgument', 'cannotDisseminateFormat']],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30', ['badArgument']],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01', ['badArgument']],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z', ['badArgument']],
  ['verb=ListRecords&metadataPrefix=oai_dc&set=nothing', ['noRecordsMatch']],
  ['verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01', ['noRecordsMatch']],
  ['verb=ListRecords&metadataPrefix=oai_dc&until=0001-01-01', ['noRecordsMatch']],
  ['verb=ListRecords&metadataPrefix=oai_dc&until=0000-01-01', ['badArgument']],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=0000-01-01T00:00:00Z', ['badArgument']],
  ['verb=ListRecords&metadataPrefix=oai_dc&until=9999-12-31', []],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=1999-01-01T00:00:00Z&until=9999-12-31T23:59:59Z', []],
  [`verb=ListRecords&resumptionToken=${tokenOf('0000-11-24T02:02:54Z')}`, ['badResumptionToken']],
  [`verb=ListRecords&resumptionToken=${tokenOf('2026-11-31T02:02:54Z')}`, ['badResumptionToken']],
  ['verb=ListRecords&resumptionToken=x', ['badResumptionToken']],
  ['verb=ListRecords&resumptionToken=x&from=2026-01-01', ['badArgument']],
  ['verb=ListSets&resumptionToken=x', ['badResumptionToken']],
  ['verb=GetRecord&metadataPrefix=foo&identifier=oai:lib.example.jp:bib/1', ['cannotDisseminateFormat']],
  ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:lib.example.jp:bib/999999', ['idDoesNotExist']],
  ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:other.jp:bib/1', ['idDoesNotExist']],
  ['verb=GetRecord&metadataPrefix=oai_dc&identifier=%00%0b', ['idDoesNotExist']],
  ['verb=ListMetadataFormats&identifier=x', ['idDoesNotExist']],
])('%s is answered with %j', async (query, wanted) => {
  const answer = await ask(query)
  expect(errors(answer)).toEqual(wanted)
  const request = answer.getElementsByTagName('request')[0]!
  if (wanted.includes('badVerb') || wanted.includes('badArgument')) expect(request.attributes.length).toBe(0)
  else expect(request.getAttribute('verb')).toBe(new URLSearchParams(query).get('verb'))
})

test('a page is one walk along an index, whatever it is of and wherever it begins', async () => {
  const begun = `'2026-11-24T01:00:00Z'::timestamptz`
  const begunUtc = `(${begun} at time zone 'UTC')`
  const utc = `(stamped_at at time zone 'UTC')`
  const all = { time: 'stamped_at', start: begun, behind: `(stamped_at, bib_id) > (${begun}, 5)` }
  const ofSet = { time: utc, start: begunUtc, behind: `(${utc}, bib_id) > (${begunUtc}, 5)` }
  // Also where the planner knows that a set is nearly the whole table, or nothing of it.
  await sql`vacuum analyze bib_stamp`.execute(library.db)
  await transact(library.db, async tx => {
    // As in a large table: a small one is read whole.
    await sql.raw('set local enable_seqscan = off').execute(tx)
    await sql.raw('set local enable_bitmapscan = off').execute(tx)
    const planOf = async (query: string) => {
      const { rows } = await sql<{ 'QUERY PLAN': string }>`${sql.raw(`explain (costs off) ${query}`)}`.execute(tx)
      return rows.map(row => row['QUERY PLAN']).join('\n')
    }
    for (const [set, { time, start, behind }, index] of [
      ['true', all, 'bib_stamp_order'],
      [`kind = 'book'`, ofSet, 'bib_stamp_of_kind'],
      [`kind = 'magazine'`, ofSet, 'bib_stamp_of_kind'],
      ['class = 9', ofSet, 'bib_stamp_of_class'],
      ['class = 10', ofSet, 'bib_stamp_of_class'],
      ['class = 3', ofSet, 'bib_stamp_of_class'],
    ] as const) {
      const columns = 'bib_id, stamped_at, kind, class, gone'
      const plan = await planOf(
        `select ${columns} from bib_stamp where ${set} and ${behind} order by ${time}, bib_id limit 101`,
      )
      expect(plan).toContain(`Index Scan using ${index}`)
      expect(plan).not.toMatch(/Sort|Filter/)
      // How many there are is counted without a look at the table.
      const counting = await planOf(`select from bib_stamp where ${set} and ${time} >= ${start} limit 100001`)
      expect(counting).toContain(`Index Only Scan using ${index}`)
    }
  })
})

describe('judges', () => {
  test('HTTP::OAI harvests every record', async () => {
    if (!haveJudge('oai_pmh', 'libhttp-oai-perl')) return
    const said = await askJudge('oai_pmh', ['-X', 'ListIdentifiers', '--metadataPrefix', 'oai_dc', `${base}/oai`])
    expect(said.match(/oai:lib\.example\.jp:bib\/\d+/g)!.length).toBeGreaterThan(220)
    const records = ['-X', 'ListRecords', '--metadataPrefix', 'oai_dc', '--set', 'kind-magazine']
    const magazines = await askJudge('oai_pmh', [...records, `${base}/oai`])
    // The order of its namespaces is another each time.
    const odd = /^Wide character.*\n| xmlns:\w+="[^"]*"/gm
    const plain = magazines.replaceAll(odd, '').replaceAll(base, 'https://opac.example.jp')
    await expect(plain).toMatchFileSnapshot('./snapshots/http-oai.txt')
  })

  test('oai-pmh of npm identifies us and lists every record, with its sets', async () => {
    const oaiPmh = npmJudge('oai-pmh@2.0.3')
    if (oaiPmh === null) return
    // Its way in wants a loader that no Node of today runs: what it is made of is bundled instead.
    const bundle = join(dataDirectory(), 'oai-pmh.cjs')
    const esbuild = fileURLToPath(new URL('../../../node_modules/.bin/esbuild', import.meta.url))
    const options = ['--bundle', '--platform=node', '--log-level=error', `--outfile=${bundle}`]
    expect(await askJudge(esbuild, [join(oaiPmh, 'src/index.js'), ...options])).toBe('')
    const { OaiPmh } = createRequire(import.meta.url)(bundle) as { OaiPmh: new (url: string) => OaiPmhClient }
    const client = new OaiPmh(`${base}/oai`)
    expect(await client.identify()).toMatchObject({ deletedRecord: 'persistent', protocolVersion: '2.0' })
    expect((await client.listMetadataFormats()).map(({ metadataPrefix }) => metadataPrefix)).toContain('dcndl')
    const all = async <T>(list: AsyncIterable<T>) => await Array.fromAsync(list)
    expect((await all(client.listSets())).map(({ setSpec }) => setSpec)).toContain('ndc-none')
    const records = await all(client.listRecords({ metadataPrefix: 'oai_dc' }))
    const headers = await all(client.listIdentifiers({ metadataPrefix: 'oai_dc' }))
    const identifiers = records.map(({ header }) => header.identifier)
    expect(new Set(identifiers).size).toBeGreaterThan(230)
    expect(headers.map(({ identifier }) => identifier)).toEqual(identifiers)
    expect(await client.getRecord(identifiers[0]!, 'oai_dc')).toMatchObject({ header: { identifier: identifiers[0] } })
    await expect(client.getRecord('oai:other.jp:bib/1', 'oai_dc')).rejects.toThrow('no record has the identifier')
  })

  test('catmandu harvests every record, deletions too', async () => {
    if (!haveJudge('catmandu', 'libcatmandu-oai-perl', 'Catmandu::Importer::OAI')) return
    const said = await askJudge('catmandu', [
      'convert',
      'OAI',
      '--url',
      `${base}/oai`,
      '--metadataPrefix',
      'oai_dc',
      'to',
      'CSV',
      '--fields',
      '_id,_status,title',
    ])
    expect(said).toContain(',deleted,')
    expect(said.split('\n').length).toBeGreaterThan(230)
    const changed = said.split('\n').filter(line => /^_id|deleted|あとから|遅い/.test(line))
    await expect(`${changed.join('\n')}\n`).toMatchFileSnapshot('./snapshots/catmandu-oai.csv')
  })
})

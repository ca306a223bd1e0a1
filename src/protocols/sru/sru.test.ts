import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import createClient from '@natlibfi/sru-client'
import type { Document } from '@xmldom/xmldom'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '#web/app.tsx'
import { serveWeb, type WebServer } from '#web/serve.ts'
import { givenBib, givenBranches, givenIndex } from '../../../test/given.ts'
import { askJudge, haveJudge, readable, readXml } from '../../../test/judges.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { dataDirectory } from '../../../test/service/service.ts'
import { mountProtocols } from '../mount.ts'

let library: TestLibrary
let web: WebServer
let base: string
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  await givenBib(library, {
    title: '図書館 <の> "歴史" & 未来\u0001',
    titleReading: 'トショカン ノ レキシ ト ミライ',
    subtitle: '明日へ',
    volume: '上',
    series: '図書館叢書',
    author: '山田, 太郎',
    subjects: ['図書館--日本'],
    isbns: ['9784101010014'],
    published: '2019.2',
    year: 2019,
    ndc: ['010.21'],
    contents: '目次 1. はじめに',
  })
  for (let i = 2; i <= 25; i++)
    await givenBib(library, {
      title: `図書館学 ${i}`,
      titleReading: `トショカンガク ${i}`,
      year: 1990 + i,
      author: `著者${i}`,
    })
  await givenIndex(library)
  web = await serveWeb(library, { port: 0, host: '127.0.0.1', machines: mountProtocols })
  base = `http://127.0.0.1:${web.port}`
})
afterAll(() => web.close())

async function ask(parameters: Record<string, string>, init: RequestInit = {}): Promise<Document & { raw: string }> {
  const query = new URLSearchParams(parameters)
  const answer = await fetch(init.method === 'POST' ? `${base}/sru` : `${base}/sru?${query}`, {
    ...init,
    ...(init.method === 'POST' ? { body: query } : {}),
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8')
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  const raw = await answer.text()
  return Object.assign(readXml(raw), { raw })
}
const search = (parameters: Record<string, string>, init?: RequestInit) =>
  ask({ operation: 'searchRetrieve', version: '1.2', ...parameters }, init)
const texts = (document: Document, name: string) =>
  Array.from(document.getElementsByTagName(name), one => one.textContent)
const problems = (document: Document) =>
  Array.from(document.getElementsByTagName('diagnostic'), one =>
    [one.getElementsByTagName('uri'), one.getElementsByTagName('details')]
      .map(found => found[0]?.textContent ?? '')
      .join(' ')
      .replace('info:srw/diagnostic/1/', '')
      .trim(),
  )

describe('searchRetrieve', () => {
  test('the answers of each version and each schema are as they were', async () => {
    for (const [version, name] of [
      ['1.1', 'sru-1.1'],
      ['1.2', 'sru-1.2'],
      ['2.0', 'sru-2.0'],
    ] as const)
      await expect(
        readable((await search({ version, query: 'isbn=4-10-101001-3', maximumRecords: '1' })).raw, base),
      ).toMatchFileSnapshot(`./snapshots/${name}.xml`)
    for (const recordSchema of ['dc', 'marcxml', 'mods', 'dcndl'])
      await expect(readable((await search({ query: 'ndc=010', recordSchema })).raw, base)).toMatchFileSnapshot(
        `./snapshots/${recordSchema}.xml`,
      )
  })

  test('pages go on until the last record, each once, and none is behind it', async () => {
    const seen: (string | null)[] = []
    for (let start: string | null = '1'; start; ) {
      const page: Document = await search({ query: 'title=図書館', startRecord: start, maximumRecords: '10' })
      expect(texts(page, 'numberOfRecords')).toEqual(['25'])
      seen.push(...texts(page, 'recordIdentifier'))
      start = texts(page, 'nextRecordPosition')[0] ?? null
    }
    expect(seen).toHaveLength(25)
    expect(new Set(seen).size).toBe(25)
    expect(problems(await search({ query: 'title=図書館', startRecord: '26' }))).toEqual(['61 25'])
    const none = await search({ query: 'title=どこにもない本' })
    expect([texts(none, 'numberOfRecords'), problems(none), texts(none, 'records')]).toEqual([['0'], [], []])
    const counted = await search({ query: 'title=図書館', maximumRecords: '0' })
    expect([texts(counted, 'numberOfRecords'), texts(counted, 'record').length]).toEqual([['25'], 0])
    expect(texts(await search({ query: 'title=図書館', maximumRecords: '1000' }), 'recordIdentifier')).toHaveLength(25)
  })

  test('POST is answered like GET, and the order can be asked for in three ways', async () => {
    const get = await search({ query: 'title=図書館学', maximumRecords: '3' })
    expect((await search({ query: 'title=図書館学', maximumRecords: '3' }, { method: 'POST' })).raw).toBe(get.raw)
    const newest = texts(await search({ query: 'title=図書館学 sortBy dc.date/sort.descending' }), 'dc:date')
    expect(newest).toHaveLength(20)
    const ids = async (more: Record<string, string>) => texts(await search(more), 'recordIdentifier')
    const wanted = await ids({ query: 'title=図書館学 sortBy dc.date/sort.descending' })
    expect(await ids({ query: 'title=図書館学 AND sortBy="issued_date/sort.descending"' })).toEqual(wanted)
    expect(await ids({ query: 'title=図書館学', sortKeys: 'date,,0' })).toEqual(wanted)
  })

  test('a record as a string is the record escaped once more', async () => {
    const asXml = await search({ query: 'ndc=010', recordSchema: 'dcndl' })
    const asString = await search({ query: 'ndc=010', recordSchema: 'dcndl', recordPacking: 'string' })
    const inside = readXml(texts(asString, 'recordData')[0]!)
    expect(inside.getElementsByTagName('dcndl:transcription')[0]!.textContent).toBe('トショカン ノ レキシ ト ミライ')
    expect(asXml.getElementsByTagName('rdf:RDF').length).toBe(1)
  })

  test('schemas are known by every name that clients use', async () => {
    for (const name of ['marc21', 'info:srw/schema/1/marcxml-v1.1', 'info:srw/schema/1/marcxml-1.1'])
      expect((await search({ query: 'ndc=010', recordSchema: name })).getElementsByTagName('leader').length).toBe(1)
  })
})

test.each<[Record<string, string>, string[]]>([
  [{ query: 'foo=a' }, ['16 foo']],
  [{ query: '' }, ['7 query']],
  [
    { query: 'a', startRecord: '0', maximumRecords: '-1', recordSchema: 'foo' },
    ['6 startRecord', '6 maximumRecords', '66 foo'],
  ],
  [{ query: 'a', recordPacking: 'zip' }, ['71 zip']],
  [{ query: 'a', stylesheet: 'https://evil.example/x.xsl' }, ['110']],
  [{ query: 'a', recordXPath: '/x' }, ['72 /x']],
  [{ query: 'a', startrecord: '1' }, ['8 startrecord']],
  [{ query: 'a', version: '3.0' }, ['5 2.0']],
  [{ query: 'a', operation: 'update' }, ['4 update']],
  [{ query: 'a', sortKeys: 'title,,2' }, ['90 title,,2']],
  [{ query: 'a', resultSetTTL: 'x' }, ['6 resultSetTTL']],
  [{ query: 'a', version: '2.0', queryType: 'pqf' }, ['11 pqf']],
  [{ query: 'a', 'x-info': '1', onlyBib: 'true' }, []],
])('%o: %j', async (parameters, wanted) => {
  const answer = await search(parameters)
  expect(problems(answer)).toEqual(wanted)
  expect(answer.raw).not.toContain('<?xml-stylesheet')
})

test('a diagnostic stands in the namespace of its version', async () => {
  const namespace = async (version: string) => {
    const answer = await search({ version, query: 'foo=a' })
    return [answer.documentElement!.namespaceURI, answer.getElementsByTagName('diagnostic')[0]!.namespaceURI]
  }
  const loc = ['http://www.loc.gov/zing/srw/', 'http://www.loc.gov/zing/srw/diagnostic/']
  expect([await namespace('1.1'), await namespace('1.2')]).toEqual([loc, loc])
  const oasis = 'http://docs.oasis-open.org/ns/search-ws/'
  expect(await namespace('2.0')).toEqual([`${oasis}sruResponse`, `${oasis}diagnostic`])
})

test('explain is the answer to nothing, and names every index and schema', async () => {
  const answer = await ask({})
  await expect(readable(answer.raw, base).replace(`<port>${web.port}<`, '<port>443<')).toMatchFileSnapshot(
    './snapshots/explain.xml',
  )
  expect((await ask({ operation: 'explain', version: '1.1' })).getElementsByTagName('explain').length).toBe(1)
  expect((await ask({ version: '2.0' })).documentElement!.namespaceURI).toContain('oasis')
})

test('scan leafs through titles and authors both ways', async () => {
  const scan = (scanClause: string, more: Record<string, string> = {}) =>
    ask({ operation: 'scan', version: '1.1', scanClause, ...more })
  const first = await scan('title="図書館学 10"', { maximumTerms: '3', responsePosition: '2' })
  expect(texts(first, 'value')).toEqual(['図書館学 9', '図書館学 10', '図書館学 11'])
  expect(texts(await scan('title=図'), 'value')).toHaveLength(20)
  expect(texts(await scan('title=""', { maximumTerms: '100' }), 'value')).toHaveLength(25)
  expect(texts(await scan('dc.creator=著者', { maximumTerms: '2' }), 'numberOfRecords')).toEqual(['1', '1'])
  expect(problems(await scan('publisher=a'))).toEqual(['16 publisher'])
  expect(problems(await scan('title=a and b'))).toEqual(['48 title=a and b'])
  expect(problems(await scan('title=a', { maximumTerms: '2', responsePosition: '9' }))).toEqual(['120 9'])
  expect(problems(await scan(''))).toEqual(['7 scanClause'])
})

test('ten thousand strings made of what CQL is made of: each is answered in XML, by records or by a diagnostic', async () => {
  const pieces = fc.constantFrom(
    ...['title', 'dc.title', 'cql.serverChoice', 'bath.isbn', 'x.y', 'from', 'ndc', 'sortBy', '> a = "b"', 'prox', '/'],
    ...[
      ' and ',
      ' or ',
      ' NOT ',
      ' any ',
      ' all ',
      ' exact ',
      ' within ',
      ' ',
      '　',
      '(',
      ')',
      '((',
      '"',
      '\\"',
      '"a b"',
    ],
    ...[
      '=',
      '==',
      '<>',
      '<=',
      '>=',
      '<',
      '/relevant',
      '/unit=word',
      '*',
      '?',
      '^',
      '\\',
      '2014',
      '図書館',
      'ﾄｼｮｶﾝ',
      '𠮷',
    ],
    ...['\ud800', '\0', '\x0b', '&', ']]>', '9/\0', '91'],
  )
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 24 }).map(parts => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  )
  const schema = fc.oneof(fc.constant('dc'), fc.string({ maxLength: 8 }))
  // Without a network between, which would take most of the time; from this machine, which has no limit.
  const app = createApp(library, { machines: mountProtocols })
  const env = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
  const came = { records: 0, diagnostics: 0 }
  await fc.assert(
    fc.asyncProperty(texts, schema, async (query, recordSchema) => {
      const asked = { version: '1.2', operation: 'searchRetrieve', maximumRecords: '1', query, recordSchema }
      const answer = await app.request(`/sru?${new URLSearchParams(asked)}`, {}, env)
      expect(answer.status).toBe(200)
      const document = readXml(await answer.text())
      if (problems(document).length > 0) came.diagnostics++
      else came.records += document.getElementsByTagName('numberOfRecords').length
    }),
    { numRuns: 10_000 },
  )
  expect(came.records + came.diagnostics).toBe(10_000)
  expect(came.records).toBeGreaterThan(100)
})

describe('judges', () => {
  test('@natlibfi/sru-client gets every record, by 1.1 and by 2.0', async () => {
    for (const version of ['1.1', '2.0']) {
      const client = createClient({
        url: `${base}/sru`,
        recordSchema: 'marcxml',
        version,
        maxRecordsPerRequest: 7,
        retrieveAll: true,
      })
      const records: string[] = []
      await new Promise((resolve, reject) =>
        client
          .searchRetrieve('title=図書館')
          .on('record', (record: unknown) => records.push(`${record}`))
          .on('end', resolve)
          .on('error', reject),
      )
      expect([version, records.length]).toEqual([version, 25])
    }
  })

  test('yaz-client searches by GET and POST, shows and scans', async () => {
    if (!haveJudge('yaz-client', 'yaz')) return
    const file = join(dataDirectory(), 'commands')
    for (const method of ['get', 'post']) {
      const commands = [
        `sru ${method} 1.1`,
        `open ${base}/sru`,
        'charset utf-8',
        'querytype cql',
        'schema marcxml',
        'find title=図書館',
        'show 1+1',
        'scan title=図',
        'find foo=bar',
        'quit',
      ]
      writeFileSync(file, `${commands.join('\n')}\n`)
      const stdout = await askJudge('yaz-client', ['-f', file])
      expect(stdout).toContain('Number of hits: 25')
      expect(stdout).toContain('<leader>')
      expect(stdout).toMatch(/Scan|図書館学/)
      expect(stdout).toContain('Unsupported index')
      const plain = stdout.replaceAll(base, 'https://opac.example.jp').replaceAll(/Elapsed: [\d.]+/g, 'Elapsed: 0')
      await expect(plain).toMatchFileSnapshot(`./snapshots/yaz-client-${method}.txt`)
    }
  })
})

import { parseFeed } from 'feedsmith'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveWeb, type WebServer } from '#web/serve.ts'
import { givenBib, givenBranches, givenIndex } from '../../test/given.ts'
import { askJudge, haveJudge, readXml } from '../../test/judges.ts'
import { openLibrary } from '../../test/library.ts'
import { mountProtocols } from './mount.ts'

let web: WebServer
let base: string
beforeAll(async () => {
  const library = await openLibrary()
  await givenBranches(library)
  for (let i = 1; i <= 12; i++)
    await givenBib(library, {
      title: `図書館学 ${i}`,
      titleReading: `トショカンガク ${i}`,
      author: '山田 太郎',
      isbns: i === 1 ? ['9784101010014'] : [],
      items: [{ joinedOn: '2026-11-20', barcode: `7100000${`${i}`.padStart(2, '0')}` }],
    })
  await givenIndex(library)
  web = await serveWeb(library, { port: 0, host: '127.0.0.1', machines: mountProtocols })
  base = `http://127.0.0.1:${web.port}`
})
afterAll(() => web.close())

/** What a judge said, without what differs from run to run. */
const plain = (said: string) => `${said.replaceAll(base, 'https://opac.example.jp').replaceAll(/\r/g, '').trim()}\n`

describe('SRU', () => {
  test.each(['1.1', '1.2'])('zoomsh shows the records of a search by %s', async version => {
    if (!haveJudge('zoomsh', 'yaz')) return
    const said = await askJudge('zoomsh', [
      ...['-e', 'set sru get', `set sru_version ${version}`, `connect ${base}/sru`, 'set schema marcxml'],
      ...['search cql:title=図書館学 and isbn=4-10-101001-3', 'show 0 1', 'quit'],
    ])
    await expect(plain(said)).toMatchFileSnapshot(`./snapshots/zoomsh-${version}.txt`)
  })

  test('catmandu makes MARC lines of them', async () => {
    if (!haveJudge('catmandu', 'libcatmandu-sru-perl libcatmandu-marc-perl', 'Catmandu::Importer::SRU')) return
    const options = ['--query', 'title=図書館学 and isbn=9784101010014', '--recordSchema', 'marcxml']
    const said = await askJudge('catmandu', [
      ...['convert', 'SRU', '--base', `${base}/sru`, ...options, '--parser', 'marcxml'],
      ...['to', 'MARC', '--type', 'Line'],
    ])
    await expect(plain(said)).toMatchFileSnapshot('./snapshots/catmandu-sru.txt')
  })
})

describe('feeds', () => {
  test.each(['/new.atom', '/search.atom?q=図書館学'])(
    '%s is read by a reader of feeds, and is not sent twice',
    async path => {
      const answer = await fetch(base + path)
      const text = await answer.text()
      readXml(text)
      const { format, feed } = parseFeed(text)
      if (format !== 'atom') throw new Error(format)
      expect(feed.entries).toHaveLength(12)
      for (const entry of feed.entries!)
        expect([entry.id, entry.updated]).toEqual([expect.any(String), expect.any(String)])
      const again = await fetch(base + path)
      expect(await again.text()).toBe(text)
      const tag = answer.headers.get('etag')
      expect(tag).not.toBeNull()
      const known = await fetch(base + path, { headers: { 'if-none-match': tag! } })
      expect([known.status, await known.text()]).toEqual([304, ''])
    },
  )
})

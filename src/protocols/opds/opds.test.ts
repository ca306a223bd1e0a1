import { parseFeed } from 'feedsmith'
import { describe, expect, test } from 'vitest'
import { givenBib, givenIndex } from '../../../test/given.ts'
import { readXml } from '../../../test/judges.ts'
import { serveLibrary } from '../../../test/served.ts'
import { mountProtocols } from '../mount.ts'

let first: number
const { base } = await serveLibrary({ machines: mountProtocols }, async library => {
  const joinedOn = '2026-11-20'
  const bib = await givenBib(library, {
    title: '図書館 <の> "歴史" & 未来\u0001',
    subtitle: '明日へ',
    author: '山田 太郎',
    isbns: ['9784101010014'],
    subjects: ['図書館--日本'],
    ndc: ['010.21'],
    items: [{ joinedOn }, { joinedOn, status: 'missing' }],
  })
  first = bib.id
  for (let i = 2; i <= 45; i++)
    await givenBib(library, { title: `図書館学 ${i}`, ndc: ['010'], items: [{ joinedOn, status: 'missing' }] })
  await givenIndex(library)
})

async function read(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(path.startsWith('http') ? path : `${base}${path}`, { headers })
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    tag: answer.headers.get('etag') ?? '',
    text: await answer.text(),
  }
}

/** What a reader of feeds sees of a list. */
async function atomOf(path: string): Promise<{ ids: string[]; next: string | undefined }> {
  const { format, feed } = parseFeed((await read(path)).text)
  if (format !== 'atom') throw new Error(format)
  return { ids: feed.entries!.map(({ id }) => id!), next: linkOf(feed.links, 'next')?.href }
}

type Link = { rel?: string; href?: string; type?: string }
const linkOf = (links: Link[] | undefined, rel: string) => links?.find(link => link.rel === rel)

describe('OPDS 1.2', () => {
  test('begins with ways to lists, which a reader of feeds understands', async () => {
    const { text, type } = await read('/opds')
    expect((await read('/opds', { cookie: 'language=en' })).text).toBe(text)
    expect(type).toBe('application/atom+xml;profile=opds-catalog;kind=navigation;charset=utf-8')
    readXml(text)
    const { format, feed } = parseFeed(text)
    if (format !== 'atom') throw new Error(format)
    expect(feed.entries).toHaveLength(11)
    for (const rel of ['self', 'start', 'search', 'alternate']) expect(linkOf(feed.links, rel)?.href).toMatch(/^http/)
    for (const entry of feed.entries!) {
      expect(entry.updated).toMatch(/Z$/)
      const { status, text: list } = await read(entry.links![0]!.href!)
      expect(status).toBe(200)
      readXml(list)
    }
  })

  test('a title says who wrote it, whether it is there, and where it is borrowed', async () => {
    const { text, type } = await read('/opds/search?q=図書館の歴史')
    expect(type).toContain('kind=acquisition')
    const document = readXml(text)
    const { format, feed } = parseFeed(text)
    if (format !== 'atom') throw new Error(format)
    const entry = feed.entries!.find(({ id }) => id === `${base}/bib/${first}`)!
    expect(entry).toMatchObject({ title: { value: '図書館 <の> "歴史" & 未来' }, authors: [{ name: '山田 太郎' }] })
    expect(linkOf(entry.links, 'http://opds-spec.org/acquisition/borrow')).toMatchObject({ type: 'text/html' })
    expect(document.getElementsByTagName('opds:availability')[0]!.getAttribute('status')).toBe('available')
    expect((await read(entry.id!)).status).toBe(200)
  })

  test('pages of a list lead on until all of it was seen once', async () => {
    const seen: string[] = []
    let next: string | undefined = `${base}/opds/search?class=0&sort=title`
    for (let pages = 0; next; pages++) {
      expect(pages).toBeLessThan(5)
      const list = await atomOf(next)
      seen.push(...list.ids)
      next = list.next
    }
    expect(seen).toHaveLength(45)
    expect(new Set(seen).size).toBe(45)
  })
})

describe('OPDS 2.0', () => {
  type Publication = { metadata: Record<string, unknown>; links: (Link & { properties?: unknown })[] }
  const json = async (path: string) => JSON.parse((await read(path)).text)

  test('says the same as JSON', async () => {
    const start = await json('/opds2')
    expect(start.navigation).toHaveLength(11)
    expect(linkOf(start.links, 'search')).toMatchObject({ href: `${base}/opds2/search{?q}`, templated: true })
    const found = await json('/opds2/search?q=図書館の歴史')
    const publication: Publication = found.publications[0]
    expect(publication.metadata).toMatchObject({
      '@type': 'http://schema.org/Book',
      identifier: 'urn:isbn:9784101010014',
      author: [{ name: '山田 太郎' }],
      subject: ['図書館--日本'],
      published: '2014',
    })
    expect(linkOf(publication.links, 'http://opds-spec.org/acquisition/borrow')).toMatchObject({
      href: `${base}/bib/${first}`,
      properties: { availability: { state: 'available' }, holds: { total: 0 } },
    })
    const arrivals = await json(linkOf(start.navigation, 'http://opds-spec.org/sort/new')!.href!)
    expect(arrivals.publications).toHaveLength(45)
  })

  test('an empty list is a list', async () => {
    expect(await json('/opds2/search?q=どこにもない題名xyz')).toMatchObject({
      metadata: { numberOfItems: 0 },
      publications: [],
    })
    expect((await read('/opds/search?q=どこにもない題名xyz')).text).toContain('<opensearch:totalResults>0<')
  })
})

test.each(['/opds', '/opds/new', '/opds/search?q=図書館', '/opds2', '/opds2/new', '/opds2/search?q=図書館'])(
  '%s is the same to the byte as long as nothing changes, and then has no body',
  async path => {
    const [one, two] = [await read(path), await read(path)]
    expect(two).toEqual(one)
    expect(await read(path, { 'if-none-match': one.tag })).toMatchObject({ status: 304, text: '' })
  },
)

test.each(['/opds/search', '/opds2/search?q=', `/opds/search?q=${'a'.repeat(300)}`])('%s is refused', async path => {
  expect((await read(path)).status).toBe(400)
})

import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { placeHolds } from '#holds/ordering/place-holds.ts'
import { type BibId, BranchId, OrderId } from '#ids.ts'
import { defaultPolicy, type Service } from '#policy.ts'
import { newId } from '#std/new-id.ts'
import { ja as text } from '#text/ja.ts'
import { fromHere } from '../../test/from-here.ts'
import { givenBib, givenBranches, givenIndex } from '../../test/given.ts'
import { givenReader } from '../../test/given-holds.ts'
import { givenPatron, givenSession } from '../../test/given-patron.ts'
import { givenStaffSession } from '../../test/given-staff.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { createApp } from './app.tsx'
import { isOffered, pathTable } from './path-table.ts'

const services = Object.keys(defaultPolicy.services) as Service[]
const without = (...names: Service[]) => ({
  ...defaultPolicy.services,
  ...Object.fromEntries(names.map(name => [name, false])),
})

let library: TestLibrary
let app: ReturnType<typeof createApp>
/** Who came from the pages for children before they were switched off. */
const child = { cookie: 'child=1' }
let patron: { cookie: string }
let admin: { cookie: string }
let bibId: BibId
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  bibId = (await givenBib(library, { title: '鮭の図鑑', items: [{ branch: 'chuo' }] })).id
  await givenBib(library, { title: '鮭のまち' })
  await givenIndex(library)
  app = createApp(library)
  patron = await givenSession(library, (await givenPatron(library)).id)
  admin = await givenStaffSession(library, { role: 'admin' })
})

const open = async (path: string, session: { cookie: string } | null = null) => {
  const answer = await app.request(path, { headers: session ? { cookie: session.cookie } : {} }, fromHere)
  return { status: answer.status, html: await answer.text() }
}

/** Everything to which a page leads: its links, and where its forms and buttons send. */
const leadsTo = (html: string): string[] =>
  [...html.matchAll(/(?:href|action|formaction)="(\/[^"#?]*)/g)].map(([, path]) => path!)

/** Pages from which patrons and staff set out. */
const starts: [path: string, session: () => { cookie: string } | null][] = [
  ['/', () => null],
  ['/search', () => null],
  ['/search?q=鮭', () => null],
  ['/search?q=ここにない', () => null],
  ['/isbn/9784101001012', () => null],
  ['/classes', () => null],
  ['/calendar', () => null],
  ['/guide', () => null],
  ['/guide', () => child],
  ['/children', () => null],
  ['/my', () => patron],
  ['/my/basket', () => patron],
  ['/my/settings', () => patron],
  ['/counter', () => admin],
]

describe.each(services)('where %s is not offered', service => {
  beforeAll(() => {
    library.policy = { ...library.policy, services: without(service) }
  })

  test('no page leads there, and its addresses are none', async () => {
    const record = `/bib/${bibId}`
    for (const [path, session] of [...starts, [record, () => patron] as const]) {
      if (!isOffered(library.policy, path)) continue
      const { status, html } = await open(path, session())
      expect([path, status < 500]).toEqual([path, true])
      const astray = leadsTo(html).filter(to => !isOffered(library.policy, to))
      expect([path, astray]).toEqual([path, []])
    }
    const gone = Object.keys(pathTable).filter(route => pathTable[route]!.of === service && !/[:*]/.test(route))
    for (const route of gone)
      for (const session of [patron, admin]) expect([route, (await open(route, session)).status]).toEqual([route, 404])
  })
})

test('every part that has pages of its own has rows in the table of paths', () => {
  const named = new Set(Object.values(pathTable).flatMap(({ of }) => of ?? []))
  expect(services.filter(service => !named.has(service))).toEqual(['holdsOnShelf', 'phoneContact', 'loanReceipts'])
})

test('the page of connections lists every door with its address, how it stands and where it is set', async () => {
  library.policy = { ...library.policy, services: without('paia') }
  const { status, html } = await open('/counter/connections', admin)
  expect(status).toBe(200)
  const rows = [...html.matchAll(/<tr>.*?<\/tr>/gs)].slice(1).map(([row]) => row)
  const docs = readFileSync(new URL('../../docs/protocols.md', import.meta.url), 'utf8')
  const sections = [...docs.matchAll(/^## (.*)$/gm)].map(([, title]) => title!)
  // OpenAPI, which describes them all, stands above the table.
  expect(rows).toHaveLength(sections.length - 1)
  const rowOf = (word: string) => rows.find(row => row.includes(word))!
  expect(rowOf('/paia/core')).toContain('閉じています')
  expect(rowOf('http://localhost/sru<')).toContain('開いています')
  expect(rowOf('SIP2')).toContain('登録はまだありません')
  for (const row of rows.filter(row => !/RIS|Atom/.test(row))) {
    const [, leads] = /<a href="([^"]+)"/.exec(row)!
    expect([leads, (await open(leads!, admin)).status]).toEqual([leads, 200])
  }
  library.policy = { ...library.policy, services: without() }
})

describe('what a page offers', () => {
  test('is said of series, telephone and shelves only where it is so', async () => {
    library.policy = { ...library.policy, services: without() }
    expect((await open('/guide')).html).toContain(text.guide.series.title)
    expect((await open(`/bib/${bibId}`)).html).toContain(text.opac.toBasket.button)
    library.policy = { ...library.policy, services: without('seriesHolds', 'phoneContact', 'holdsOnShelf') }
    const guide = (await open('/guide')).html
    expect(guide).not.toContain('シリーズ')
    expect(guide).not.toContain('図書館から電話でお知らせします')
    const record = (await open(`/bib/${bibId}`, patron)).html
    expect(record).toContain(text.opac.toBasket.onShelf)
    expect(record).not.toContain(text.opac.toBasket.button)
  })

  test('and an order of what is not offered is refused by name', async () => {
    const reader = await givenReader(library)
    library.policy = { ...library.policy, services: without('seriesHolds', 'phoneContact', 'holdsOnShelf') }
    const lent = await givenBib(library, { title: '借りられた本', items: [{ status: 'loan' }] })
    const placed = (bibIds: BibId[], kind: 'ordinary' | 'series', contact: 'phone' | 'self') =>
      placeHolds(library, reader, {
        id: OrderId(newId()),
        kind,
        channel: 'web',
        bibIds,
        pickup: { branchId: BranchId('chuo'), stopId: null },
        contact,
        confirmByMail: false,
      })
    expect(await placed([bibId, lent.id], 'series', 'phone')).toMatchObject({
      ok: false,
      refusal: {
        all: [
          { why: 'onShelf', bibId },
          { why: 'notOffered', service: 'seriesHolds' },
          { why: 'notOffered', service: 'phoneContact' },
        ],
      },
    })
    expect(await placed([lent.id], 'ordinary', 'self')).toMatchObject({ ok: true })
  })
})

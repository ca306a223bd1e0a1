import { expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { listTroubles } from '#machines/list-machines.ts'
import { createApp } from '#web/app.tsx'
import { givenBib, givenIndex } from '../../../test/given.ts'
import { givenReader, lent, waiting } from '../../../test/given-holds.ts'
import { serveLibrary } from '../../../test/served.ts'
import { mountProtocols } from '../mount.ts'

const { library, base } = await serveLibrary({ machines: mountProtocols })

const ask = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${base}/api/availability${query}`, { headers })

test('every branch that has a book says where its best copy is, in the words of カーリル', async () => {
  const one = await givenBib(library, {
    isbns: ['9784101010014'],
    items: [
      { branch: 'chuo' },
      { branch: 'chuo', status: 'repair' },
      { branch: 'asahi', loanRule: 'reference' },
      { branch: 'arakawa', status: 'transit' },
      { branch: 'kamihayashi', status: 'missing' },
      { branch: 'kamihayashi', status: 'onOrder' },
      { branch: 'sekikawa' },
    ],
  })
  const other = await givenBib(library, { isbns: ['9784003101018'], items: [{ branch: 'asahi' }] })
  await givenIndex(library)
  const [reader, second] = [await givenReader(library), await givenReader(library)]
  expect((await lent(library, reader, one.itemIds[6]!, BranchId('sekikawa'))).ok).toBe(true)
  expect((await lent(library, reader, other.itemIds[0]!, BranchId('asahi'))).ok).toBe(true)
  await waiting(library, second, [other.id])

  const answer = await ask('?isbn=4-10-101001-3,978-4-00-310101-8&isbn=9784794970756&isbn=foo')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(answer.headers.get('ratelimit-policy')).toBe('"machine";q=100;w=20')
  const { books } = (await answer.json()) as { books: Record<string, { libkey?: object; held?: boolean }> }
  expect(books['4-10-101001-3']).toMatchObject({
    isbn: '9784101010014',
    held: true,
    bibs: [`${base}/bib/${one.id}`],
    reserveurl: `${base}/isbn/9784101010014`,
    libkey: { 中央: '貸出可', 朝日: '館内のみ', 荒川: '準備中', 神林: '準備中', 関川: '貸出中' },
  })
  expect(books['978-4-00-310101-8']).toMatchObject({
    waiting: 1,
    libkey: { 朝日: '予約中' },
    branches: [{ id: 'asahi', due: '2026-12-08' }],
  })
  expect(books['9784794970756']).toMatchObject({ held: false, libkey: {}, branches: [] })
  expect(books.foo).toEqual({ error: 'not an ISBN' })
})

test('what has not changed is not sent again; what has, is', async () => {
  const { itemIds } = await givenBib(library, { isbns: ['9784167110123'] })
  await givenIndex(library)
  const first = await ask('?isbn=9784167110123')
  const tag = first.headers.get('etag')!
  const again = await ask('?isbn=9784167110123', { 'if-none-match': `"other", W/${tag}` })
  expect([again.status, await again.text()]).toEqual([304, ''])
  await lent(library, await givenReader(library), itemIds[0]!)
  const changed = await ask('?isbn=9784167110123', { 'if-none-match': tag })
  expect([changed.status, await changed.text()]).toEqual([200, expect.stringContaining('貸出中')])
})

test('a branch that is closed today says so', async () => {
  await givenBib(library, { isbns: ['9784062748681'] })
  await givenIndex(library)
  library.clock.set('2026-11-30T10:00:00') // a Monday
  expect(await (await ask('?isbn=9784062748681')).text()).toContain('"中央":"休館中"')
})

test('nothing asked, and too much, are told', async () => {
  expect((await ask('')).status).toBe(400)
  expect((await ask(`?isbn=${Array.from({ length: 101 }, (_, i) => i).join(',')}`)).status).toBe(400)
})

test('who is too fast is told when to come again, and readers of the pages do not notice', async () => {
  const app = createApp(library, { machines: app => mountProtocols(app, { limitsLoopback: true }) })
  const statuses = []
  for (let i = 0; i < 102; i++) statuses.push((await app.request('/api/availability')).status)
  expect(statuses.filter(status => status === 400).length).toBeGreaterThanOrEqual(100)
  const told = await app.request('/api/availability')
  expect([told.status, Number(told.headers.get('retry-after'))]).toEqual([429, 1])
  expect((await app.request('/')).status).toBe(200)
  // Staff see who it was, once a minute however much it asks.
  expect(await listTroubles(library)).toMatchObject([{ kind: 'flood', machine: 'availability', times: 1 }])
})

import { beforeAll, expect, test } from 'vitest'
import { createApp } from '#web/app.tsx'
import { fromHere } from '../../../../test/from-here.ts'
import { readPage } from '../../../../test/fuzz/page.ts'
import { givenBib, givenBranches } from '../../../../test/given.ts'
import { givenPatron, givenSession } from '../../../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../../../test/library.ts'

let library: TestLibrary
let session: { cookie: string; csrf: string }
let bib: number
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  session = await givenSession(library, (await givenPatron(library)).id)
  bib = (await givenBib(library, { title: '坑夫' })).id
})

const ask = (path: string, fields?: Record<string, string>) =>
  createApp(library).request(
    path,
    {
      method: fields ? 'POST' : 'GET',
      headers: {
        cookie: session.cookie,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
      ...(fields ? { body: new URLSearchParams({ csrf: session.csrf, ...fields }).toString() } : {}),
    },
    fromHere,
  )

const holds = () => library.db.selectFrom('hold').selectAll().execute()

test.each(['set', 'Series', '', 'ordinary '])(
  'an order of the kind %j is refused in words, not made an ordinary one',
  async kind => {
    const order = { id: crypto.randomUUID(), bib: `${bib}`, pickup: 'chuo', contact: 'self', kind }
    const answer = await ask('/my/orders', order)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('予約のしかたが読み取れませんでした。')
    expect(await holds()).toEqual([])
  },
)

test.each(['-1', '0', '1.5', 'zwei', '９'])(
  'an order of which %j are enough is refused in words, not made one of all its titles',
  async enough => {
    const order = { id: crypto.randomUUID(), bib: `${bib}`, pickup: 'chuo', contact: 'self', kind: 'ordinary', enough }
    const answer = await ask('/my/orders', order)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('何点借りられればよいかが読み取れませんでした。')
    expect(await holds()).toEqual([])
  },
)

test('the stops of the bookmobile are folded before the other places: the keyboard meets their disclosure', async () => {
  await ask('/basket', { bib: `${bib}` })
  const html = await (await ask('/my/basket')).text()
  const at = (piece: string) => html.indexOf(piece)
  expect(at('name="pickup" value="bm/yoshiura"')).toBeGreaterThan(at('<details'))
  expect(at('name="pickup" value="chuo"')).toBeGreaterThan(at('name="pickup" value="bm/yoshiura"'))
})

test('with no place left to fetch anything at, no page shows a button that reserves, and each says why', async () => {
  await ask('/basket', { bib: `${bib}` })
  await library.db
    .updateTable('branch')
    .set({ closed_for_good_from: library.clock.now().toZonedDateTimeISO('Asia/Tokyo').toPlainDate() })
    .execute()
  const pages: [path: string, says: string][] = [
    ['/my/basket', 'いま受け取れる館がないため、予約できません。'],
    [
      `/my/orders/new?kind=ordinary&bib=${bib}&pickup=chuo&contact=self`,
      '選ばれた予約受取館では、いまは受け取れません。',
    ],
    [`/my/orders/new?kind=ordinary&bib=${bib}`, '予約受取館が選ばれていません。'],
  ]
  for (const [path, says] of pages) {
    const html = await (await ask(path)).text()
    const { forms } = readPage(html, path)
    const buttons = forms
      .filter(({ action }) => action.startsWith('/my/orders'))
      .flatMap(form => form.buttons.filter(({ action }) => action === null || action.startsWith('/my/orders')))
    expect(buttons, path).toEqual([])
    expect(html, path).toContain(says)
  }
  const order = { id: crypto.randomUUID(), bib: `${bib}`, pickup: 'chuo', contact: 'self', kind: 'ordinary' }
  expect((await ask('/my/orders', order)).status).toBe(409)
  expect(await holds()).toEqual([])
})

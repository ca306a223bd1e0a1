import { beforeAll, expect, test } from 'vitest'
import { fromHere } from '../../../test/from-here.ts'
import { givenBib, givenBranches } from '../../../test/given.ts'
import { givenPatron, givenSession } from '../../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { createApp } from '../app.tsx'

/** What people, phones and attackers send instead of what a field is for. */
const odd = [
  '',
  ' ',
  '0',
  '-1',
  '1.5',
  '1e3',
  '１',
  'NaN',
  '999999999999999',
  '9999999999999999999999',
  "1' or '1'='1",
  '1; drop table hold',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '../../etc/passwd',
  'bm/',
  'bm/yoshiura/x',
  'chuo\0',
  'chuo\ufdd5',
  '\u202e逆',
  '👨‍👩‍👧‍👦'.repeat(50),
  'あ'.repeat(20_000),
  '%00',
  '{"$gt":""}',
  'constructor',
  '__proto__',
]

let library: TestLibrary
let app: ReturnType<typeof createApp>
let session: { cookie: string; csrf: string }
let bib: number
let hold: number
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  app = createApp(library)
  const patron = await givenPatron(library)
  session = await givenSession(library, patron.id)
  bib = (await givenBib(library)).id
  const order = {
    id: crypto.randomUUID(),
    kind: 'ordinary',
    bib: `${(await givenBib(library)).id}`,
    pickup: 'chuo',
    contact: 'self',
  }
  expect((await post('/my/orders', [...Object.entries(order)])).status).toBe(303)
  hold = (await library.db.selectFrom('hold').select('id').executeTakeFirstOrThrow()).id
})

const post = (path: string, fields: [string, string][]) =>
  app.request(
    path,
    {
      method: 'POST',
      headers: {
        cookie: session.cookie,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      body: new URLSearchParams([['csrf', session.csrf], ...fields]).toString(),
    },
    fromHere,
  )

/** Everything that these forms could have written. */
async function written() {
  const { db } = library
  const holds = await db.selectFrom('hold').selectAll().orderBy('id').execute()
  const orders = await db.selectFrom('hold_order').select('id').orderBy('id').execute()
  const basket = await db.selectFrom('basket_line').select('bib_id').execute()
  const events = await db.selectFrom('hold_event').select('id').orderBy('id').execute()
  return JSON.stringify({ holds, orders, basket, events })
}

const forms = (): [path: string, field: string, others: [string, string][]][] => [
  ['/basket', 'bib', []],
  ['/my/basket/remove', 'bib', []],
  [
    '/my/orders',
    'bib',
    [
      ['pickup', 'chuo'],
      ['contact', 'self'],
      ['kind', 'ordinary'],
    ],
  ],
  [
    '/my/orders',
    'pickup',
    [
      ['bib', `${bib}`],
      ['contact', 'self'],
      ['kind', 'ordinary'],
    ],
  ],
  [
    '/my/orders',
    'contact',
    [
      ['bib', `${bib}`],
      ['pickup', 'chuo'],
      ['kind', 'ordinary'],
    ],
  ],
  [`/my/holds/${hold}/change`, 'change', []],
  [`/my/holds/${hold}/change`, 'until', [['change', 'suspend']]],
  [`/my/holds/${hold}/change`, 'until', [['change', 'needed']]],
  [
    `/my/holds/${hold}/change`,
    'pickup',
    [
      ['change', 'pickup'],
      ['contact', 'self'],
    ],
  ],
  [
    `/my/holds/${hold}/change`,
    'hold',
    [
      ['change', 'series'],
      ['hold', `${hold}`],
    ],
  ],
]

test.each(odd)('a form with %j in a field is answered clearly and writes nothing', async typed => {
  const before = await written()
  for (const [path, field, others] of forms()) {
    const answer = await post(path, [...others, [field, typed]])
    const where = `${path} ${field}`
    expect(answer.status, where).toBeLessThan(500)
    const html = await answer.text()
    expect(html, where).not.toContain('<script>alert')
    expect(html, where).not.toContain('<img src=x')
  }
  expect(await written()).toBe(before)
})

test.each(odd)('an address with %j in it is answered clearly', async typed => {
  const text = encodeURIComponent(typed)
  const paths = [
    `/my/basket?added=${text}&removed=${text}&notAdded=${text}&back=1&bib=${text}&pickup=${text}&contact=${text}`,
    `/my/orders/new?bib=${text}&pickup=${text}&contact=${text}&kind=${text}&ordered=${text}`,
    `/my/orders/${text}`,
    `/my/holds?cancelled=${text}`,
    `/my/holds/${text}`,
    `/my/holds/${text}/cancel`,
    `/my/holds/${hold}?done=${text}`,
    `/my/loans?renewed=${text}`,
  ]
  for (const path of paths.filter(one => one.length < 8_000)) {
    const answer = await app.request(path, { headers: { cookie: session.cookie } }, fromHere)
    expect(answer.status, path).toBeLessThan(500)
    expect(await answer.text(), path).not.toMatch(/<script>alert|<img src=x/)
  }
})

test.each(['\ufffd', '\ufdd5', '\ufdd0', '\uffff'])('%j, which is no text, is refused at its field', async sign => {
  const answer = await post('/my/requests', [['title', `村上の${sign}歴史`]])
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('読めない文字がはいっています。')
})

test('without the token of the session nothing is changed', async () => {
  const before = await written()
  for (const [path, field, others] of forms()) {
    const body = new URLSearchParams([...others, [field, `${bib}`], ['csrf', 'x']]).toString()
    const headers = { cookie: session.cookie, 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await app.request(path, { method: 'POST', headers, body }, fromHere)
    expect(answer.status, path).toBe(403)
  }
  expect(await written()).toBe(before)
})

test('a change that cannot be read names the field that is wrong', async () => {
  const change = async (fields: [string, string][]) => (await post(`/my/holds/${hold}/change`, fields)).text()
  const badDay = '日付が読み取れませんでした。'
  expect(
    await change([
      ['change', 'suspend'],
      ['until', 'あした'],
    ]),
  ).toContain(badDay)
  const noContact = await change([
    ['change', 'pickup'],
    ['pickup', 'chuo'],
    ['contact', 'pigeon'],
  ])
  expect(noContact).toContain('予約連絡方法が選ばれていません。')
  const noPlace = await change([
    ['change', 'pickup'],
    ['contact', 'self'],
  ])
  expect(noPlace).toContain('予約受取館が選ばれていません。')
  const vehicle = await change([
    ['change', 'pickup'],
    ['pickup', 'bm'],
    ['contact', 'self'],
  ])
  expect(vehicle).toContain('移動図書館車は、ステーションを選んで受け取ります。')
  const alone = await change([
    ['change', 'series'],
    ['hold', `${hold}`],
  ])
  expect(alone).toContain('シリーズ予約は、2冊以上のときに使えます。')
  for (const page of [noContact, noPlace, vehicle, alone]) expect(page).not.toContain(badDay)
})

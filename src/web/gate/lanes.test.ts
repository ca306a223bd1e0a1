import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BibId } from '#ids.ts'
import { fromHere } from '../../../test/from-here.ts'
import { givenBib, givenBranches } from '../../../test/given.ts'
import { givenPatron, givenSession } from '../../../test/given-patron.ts'
import { givenStaffSession } from '../../../test/given-staff.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { createApp } from '../app.tsx'
import { serveWeb, type WebServer } from '../serve.ts'
import { rates } from './rate-limit.tsx'

let library: TestLibrary
let web: WebServer
let base: string
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  web = await serveWeb(library, { port: 0, host: '127.0.0.1', trustedProxies: 1 })
  base = `http://127.0.0.1:${web.port}`
})
afterAll(() => web.close())

const ours = { 'sec-fetch-site': 'same-origin' }
const post = (path: string, fields: Record<string, string>, from: string, cookie = '') =>
  fetch(base + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...ours, 'x-forwarded-for': from, cookie },
    body: new URLSearchParams(fields),
  })

test.each(['/counter/login', '/login'])(
  '%s: one address is told when to come again; another, and who is signed in, go on',
  { timeout: 120_000 },
  async door => {
    const crowd = '198.51.100.7'
    const patron = await givenPatron(library)
    const staff = await givenStaffSession(library)
    const fields = { login: 'nobody', cardNumber: '1', password: 'wrong wrong wrong' }
    const statuses = new Set<number>()
    let retryAfter: string | null = null
    for (let n = 0; n < rates.attempt.atOnce + 60; n += 20) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => post(door, fields, crowd)))
      for (const answer of answers) {
        statuses.add(answer.status)
        if (answer.status === 429) retryAfter = answer.headers.get('retry-after') ?? retryAfter
        await answer.text()
      }
    }
    expect(statuses).toContain(429)
    if (door === '/counter/login') expect(Number(retryAfter)).toBeGreaterThan(0)
    // While the crowd is still there: the other door, another address, and somebody at work.
    const running = Promise.all(
      Array.from({ length: 40 }, () => post(door, fields, '198.51.100.8').then(a => a.text())),
    )
    const signIn = { cardNumber: patron.cardNumber, password: patron.password }
    expect((await post('/login', signIn, '203.0.113.5')).status).toBe(303)
    const headers = { cookie: staff.cookie, 'x-forwarded-for': crowd }
    expect((await fetch(`${base}/counter/check-in`, { headers })).status).toBe(200)
    await running
  },
)

/** One request from an address of its own. */
const asks = (app: ReturnType<typeof createApp>, path: string, from: string, more: RequestInit = {}) =>
  app.request(path, { ...more, headers: { ...more.headers, 'x-forwarded-for': from } }, fromHere)
const nth = (n: number) => `10.1.${n >> 8}.${n & 255}`

/** The doors, and somebody behind each. */
async function whoComesAndGoes() {
  const patron = await givenSession(library, (await givenPatron(library)).id)
  const staff = await givenStaffSession(library)
  return [
    ['/login', ''],
    ['/counter/login', ''],
    ['/my', patron.cookie],
    ['/counter/check-in', staff.cookie],
  ] as const
}

test('four hundred addresses that ask at once take turns, and keep nobody who is known, and nobody at a door, waiting', async () => {
  const app = createApp(library, { trustedProxies: 1 })
  const bibId: BibId = (await givenBib(library, { title: '混む日の本' })).id
  const others = await whoComesAndGoes()
  expect((await asks(app, `/bib/${bibId}`, nth(1000))).status).toBe(200)
  let served = 0
  const crowd = Array.from({ length: 400 }, async (_, n) => {
    const { status } = await asks(app, `/bib/${bibId}`, nth(n))
    served++
    return status
  })
  const answers = others.map(([path, cookie], n) => asks(app, path, nth(2000 + n), { headers: { cookie } }))
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(served).toBeLessThan(400)
  expect(new Set(await Promise.all(crowd))).toEqual(new Set([200]))
})

test('no more wait for a turn than can be answered; the rest is told at once when to come again', async () => {
  const app = createApp(library, { trustedProxies: 1 })
  const crowd = Array.from({ length: 2_100 }, (_, n) => asks(app, '/guide', nth(n)))
  const statuses = (await Promise.all(crowd)).map(({ status, headers }) => [status, headers.get('retry-after')])
  const refused = statuses.filter(([status]) => status === 503)
  expect(refused.length).toBeGreaterThan(50)
  expect(refused.every(([, retryAfter]) => retryAfter === '5')).toBe(true)
  expect(statuses.filter(([status]) => status === 200).length).toBeGreaterThan(0)
})

test('for whoever goes away while waiting for a turn no page is made', async () => {
  const app = createApp(library, { trustedProxies: 1 })
  const gone = { ...fromHere, outgoing: { destroyed: true } }
  const crowd = Array.from({ length: 20 }, (_, n) =>
    app.request('/guide', { headers: { 'x-forwarded-for': nth(n) } }, n % 2 === 0 ? gone : fromHere),
  )
  const lengths = (await Promise.all(crowd)).map(async answer => (await answer.text()).length)
  const [waited, answered] = [0, 1].map(odd => lengths.filter((_, n) => n >= 4 && n % 2 === odd))
  expect(new Set(await Promise.all(waited!))).toEqual(new Set([0]))
  expect(Math.min(...(await Promise.all(answered!)))).toBeGreaterThan(1_000)
})

test('nobody in particular who has waited too long is shed and told when to come again; the known are answered', async () => {
  const app = createApp(library, { trustedProxies: 1, patienceMs: 0 })
  const others = await whoComesAndGoes()
  const crowd = Array.from({ length: 40 }, (_, n) => asks(app, '/guide', nth(n)))
  const answers = others.map(([path, cookie], n) => asks(app, path, nth(2000 + n), { headers: { cookie } }))
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const told = await Promise.all(crowd)
  const turnedAway = told.filter(({ status }) => status === 503)
  expect(told.length - turnedAway.length).toBeGreaterThan(0)
  expect(turnedAway.length).toBeGreaterThan(0)
  expect(turnedAway.every(answer => answer.headers.get('retry-after') === '5')).toBe(true)
})

test.each([
  ['/basket', 1, 200],
  ['/login', 5, 60],
  ['/counter/login', 2, 50],
])(
  'who sends a form to %s sign by sign, %i addresses, %i times each, takes nobody’s place',
  async (path, addresses, times) => {
    const app = createApp(library, { trustedProxies: 1 })
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    const half = () =>
      new ReadableStream({
        start: body => {
          body.enqueue(Buffer.from('cardNumber='))
          void ended.then(() => body.close())
        },
      })
    const headers = { ...ours, 'content-type': 'application/x-www-form-urlencoded' }
    const slow = Array.from({ length: addresses * times }, (_, n) =>
      asks(app, path, nth(n % addresses), { method: 'POST', headers, body: half(), duplex: 'half' } as RequestInit),
    )
    for (const [other, cookie] of [...(await whoComesAndGoes()), ['/', ''] as const])
      expect([other, (await asks(app, other, nth(2000), { headers: { cookie } })).status]).toEqual([other, 200])
    // From one address fifty at most are on their way; the others of it are told when to come again.
    const told = slow.filter((_, n) => Math.floor(n / addresses) >= 50)
    for (const answer of await Promise.all(told))
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    end()
    await Promise.all(slow)
  },
)

test('strangers who send their forms sign by sign leave the forms of patrons and of the desk alone, at one address too', async () => {
  const app = createApp(library, { trustedProxies: 1 })
  const patron = await givenSession(library, (await givenPatron(library)).id)
  const staff = await givenStaffSession(library)
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const half = () => new ReadableStream({ start: body => void ended.then(() => body.close()) })
  const headers = { ...ours, 'content-type': 'application/x-www-form-urlencoded' }
  const post = (path: string, from: string, body: ReadableStream | string, cookie = '') =>
    asks(app, path, from, { method: 'POST', headers: { ...headers, cookie }, body, duplex: 'half' } as RequestInit)
  // Twenty networks, which one who has IPv6 has: all places for strangers.
  const slow = Array.from({ length: 1_000 }, (_, n) => post('/basket', `2001:db8:0:${n % 20}::1`, half()))
  const there = '2001:db8::2'
  expect((await post('/login', there, 'cardNumber=1')).status).toBe(503)
  expect((await post('/my/basket/remove', there, `csrf=${patron.csrf}`, patron.cookie)).status).not.toBe(503)
  expect((await post('/counter/check-in', there, 'barcode=1', staff.cookie)).status).not.toBe(503)
  end()
  await Promise.all(slow)
})

test('who has signed in again and again has many cookies, and is one visitor', async () => {
  const app = createApp(library, { trustedProxies: 1 })
  const { id } = await givenPatron(library)
  const sessions = await Promise.all(Array.from({ length: 8 }, () => givenSession(library, id)))
  // Refused before anybody is looked up: it is the lane alone that is asked.
  const put = (cookie: string, from: string) => asks(app, '/my', from, { method: 'PUT', headers: { cookie } })
  const statuses = new Set<number>()
  for (const { cookie } of sessions)
    for (let n = 0; n < rates.patron.atOnce - 50; n += 50)
      for (const answer of await Promise.all(Array.from({ length: 50 }, () => put(cookie, '203.0.113.50'))))
        statuses.add(answer.status)
  expect(statuses).toEqual(new Set([405, 429]))
  // Another house is another matter, with the same cookie too.
  expect((await put(sessions[0]!.cookie, '203.0.113.51')).status).toBe(405)
})

test('who asks without end is told to wait, and the others behind the same address are not', async () => {
  const app = createApp(library, { trustedProxies: 1 })
  const [restless, other] = await Promise.all(
    [1, 2].map(async () => givenSession(library, (await givenPatron(library)).id)),
  )
  const put = ({ cookie }: { cookie: string }) =>
    asks(app, '/my', '203.0.113.60', { method: 'PUT', headers: { cookie } })
  let refused = 0
  for (let n = 0; n < rates.household.atOnce * 1.5; n += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => put(restless!)))
    refused = answers.filter(({ status }) => status === 429).length
  }
  // One or two of the last fifty come just when there is one more to be had.
  expect(refused).toBeGreaterThan(25)
  expect((await put(other!)).status).toBe(405)
})

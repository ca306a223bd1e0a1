import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenBranches } from '../../../test/given.ts'
import { givenPatron } from '../../../test/given-patron.ts'
import { givenStaffSession } from '../../../test/given-staff.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
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

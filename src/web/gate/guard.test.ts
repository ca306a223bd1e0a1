import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultPolicy } from '#policy.ts'
import { hostileForwardedFor, hostileNexts, hostilePaths } from '../../../test/corpus/http.ts'
import {
  hostileDays,
  hostileMailAddresses,
  hostileNumbers,
  oddButRealMailAddresses,
} from '../../../test/corpus/numbers.ts'
import { hostileTexts } from '../../../test/corpus/texts.ts'
import { givenBranches } from '../../../test/given.ts'
import { givenPatron, givenSession } from '../../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { createApp } from '../app.tsx'
import { isKnownPath } from '../path-table.ts'
import { serveWeb, type WebServer } from '../serve.ts'
import { createRateLimit, rates } from './rate-limit.tsx'

let web: WebServer
let library: TestLibrary
let base: string
beforeAll(async () => {
  library = await openLibrary({
    policy: {
      services: { ...defaultPolicy.services, passkeys: true, questions: true },
      identity: { ...defaultPolicy.identity, publicAddress: 'https://lib.example.jp' },
    },
  })
  library.policy.passwords = {
    ...library.policy.passwords,
    alarmFailuresPerHour: 100_000,
    alarmFailuresPerDay: 100_000,
  }
  await givenBranches(library)
  web = await serveWeb(library, { port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${web.port}`
})
afterAll(() => web.close())

type Session = { cookie: string; csrf: string }
const ours = { 'sec-fetch-site': 'same-origin' }

const get = (path: string, session?: Session) =>
  fetch(base + path, { redirect: 'manual', headers: session ? { cookie: session.cookie } : {} })

const post = (path: string, fields: Record<string, string> | URLSearchParams, session?: Session) =>
  fetch(base + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...ours, ...(session ? { cookie: session.cookie } : {}) },
    body: new URLSearchParams([
      ...new URLSearchParams(fields),
      ...(session ? [['csrf', session.csrf]] : []),
    ] as string[][]),
  })

/** One request as it stands, without the help of a client that knows better. */
const raw = (
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: (send: (chunk: string) => void) => void,
) =>
  new Promise<number>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: web.port, method, path, headers }, answer => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    sent.on('error', reject)
    body?.(chunk => sent.write(chunk))
    sent.end()
  })

describe('every answer', () => {
  test('tells browsers to run nothing, to be framed by nobody, and to keep no page of a patron', async () => {
    const { id } = await givenPatron(library)
    const session = await givenSession(library, id)
    for (const answer of [await get('/'), await get('/login'), await get('/nowhere'), await get('/my', session)]) {
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('x-frame-options')).toBe('DENY')
      expect(await answer.text()).not.toMatch(/<script(?![^>]*src=)|\sstyle=|\son[a-z]+=/)
    }
    for (const path of ['/', '/my', '/my/settings', '/my/export', '/login'])
      expect((await get(path, session)).headers.get('cache-control')).toBe('no-store')
  })

  test('costs an anonymous visitor neither a cookie nor a row', async () => {
    const answer = await get('/')
    expect(answer.headers.getSetCookie()).toEqual([])
    expect((await get('/', { cookie: 'kago-session=forged.forged; kago-terminal=x.y', csrf: '' })).status).toBe(200)
  })
})

describe('a request', () => {
  test.each([
    ['PUT', '/my/settings', 405],
    ['DELETE', '/my/settings', 405],
    ['PATCH', '/login', 405],
    ['OPTIONS', '/login', 405],
    ['HEAD', '/login', 200],
    ['HEAD', '/my', 303],
  ])('%s %s: %i', async (method, path, status) => expect(await raw(method, path)).toBe(status))

  test('TRACE is not answered with what was sent', async () => {
    expect(await raw('TRACE', '/').catch(() => 405)).toBeGreaterThanOrEqual(400)
  })

  test('does not become another by a header or a field', async () => {
    const { id } = await givenPatron(library)
    const session = await givenSession(library, id)
    const answer = await fetch(`${base}/logout`, {
      headers: { cookie: session.cookie, 'x-http-method-override': 'POST' },
      redirect: 'manual',
    })
    expect(answer.status).toBe(404)
    expect((await get('/my/settings', session)).status).toBe(200)
  })

  test.each(hostilePaths.map(path => [path.length > 60 ? `${path.slice(0, 40)}… (${path.length})` : path, path]))(
    'for %s neither fails nor lets anybody in',
    async (_, path) => {
      const status = await raw('GET', path)
      expect(status).toBeLessThan(500)
      if (path.includes('my')) expect([303, 400, 404]).toContain(status)
    },
  )

  test('that is malformed is answered with a page', async () => {
    for (const path of ['/%', '/%zz', '/%ff', '/search?q=%', '/my%00', '/search?q=%ef%bf%bf', '/bib/1%ef%b7%93']) {
      const answer = await get(path)
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain('<h1>')
    }
  })

  test('that has no form but JSON, multipart or nothing is refused', async () => {
    const send = (type: string, body: string) =>
      raw('POST', '/login', { ...ours, 'content-type': type }, write => write(body))
    expect(await send('application/json', '{"cardNumber":"1"}')).toBe(415)
    expect(await send('multipart/form-data; boundary=x', '--x--')).toBe(415)
    expect(await send('text/plain', 'cardNumber=1')).toBe(415)
    expect(await raw('POST', '/login', ours)).toBe(422)
  })

  test('with too much in it is cut off while it is read', async () => {
    const form = { ...ours, 'content-type': 'application/x-www-form-urlencoded' }
    const before = process.memoryUsage().rss
    // 50 MB in pieces, without saying so beforehand.
    const chunked = raw('POST', '/login', form, write => {
      for (let sent = 0; sent < 50; sent++) write('a'.repeat(1 << 20))
    })
    expect(await chunked.catch(() => 413)).toBe(413)
    expect(process.memoryUsage().rss - before).toBeLessThan(300 << 20)
    const declared = raw('POST', '/login', { ...form, 'content-length': '70000' }, write => write('a'.repeat(70_000)))
    expect(await declared.catch(() => 413)).toBe(413)
    expect(
      (await post('/login', new URLSearchParams(Array.from({ length: 1_600 }, (_, n) => [`f${n}`, '1'])))).status,
    ).toBe(413)
    expect(await raw('GET', '/', { cookie: 'a='.repeat(10_000) }).catch(() => 431)).toBe(431)
  })
})

test('who goes away in the middle of a form leaves nothing behind, not even an error', async () => {
  const errors: string[] = []
  const { log } = library
  library.log = { ...log, error: event => errors.push(event) }
  await new Promise<void>(resolve => {
    const sent = request({
      host: '127.0.0.1',
      port: web.port,
      method: 'POST',
      path: '/login',
      headers: { ...ours, 'content-type': 'application/x-www-form-urlencoded', 'content-length': '50' },
    })
    sent.on('error', () => resolve())
    sent.write('cardNumber=1')
    setTimeout(() => sent.destroy(new Error('gone')), 200)
  })
  expect((await get('/login')).status).toBe(200)
  library.log = log
  expect(errors).toEqual([])
})

describe('a form', () => {
  test('of another site changes nothing', async () => {
    const { id } = await givenPatron(library)
    const session = await givenSession(library, id)
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: `http://127.0.0.1.evil.example:${web.port}` },
    ]) {
      const answer = await fetch(`${base}/logout`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: session.cookie, ...headers } as Record<string, string>,
        body: new URLSearchParams({ csrf: session.csrf }),
      })
      expect(answer.status).toBe(403)
    }
    expect((await get('/my/settings', session)).status).toBe(200)
  })

  test('with the token of somebody else changes nothing', async () => {
    const one = await givenSession(library, (await givenPatron(library)).id)
    const other = await givenSession(library, (await givenPatron(library)).id)
    expect((await post('/my/history', { keeps: 'yes' }, { ...one, csrf: other.csrf })).status).toBe(403)
  })

  test('on a page of ours that was opened before signing in shows that page anew', async () => {
    const session = await givenSession(library, (await givenPatron(library)).id)
    const send = (path: string, referer: string) =>
      fetch(base + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...ours, cookie: session.cookie, referer: base + referer },
        body: new URLSearchParams({ bib: '1' }),
      })
    expect((await send('/basket', '/search?q=x')).headers.get('location')).toBe('/search?q=x')
    expect((await send('/login', '/login')).headers.get('location')).toBe('/login')
    expect((await send('/basket', '/nowhere')).status).toBe(403)
  })

  test('may come without either header from a phone that was given it, and from nowhere else', async () => {
    const patron = await givenPatron(library)
    const page = await get('/login')
    const cookie = page.headers.getSetCookie()[0]!.split(';')[0]!
    const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())![1]!
    const fields = { cardNumber: patron.cardNumber, password: patron.password }
    const send = (body: Record<string, string>, headers: Record<string, string>) =>
      fetch(`${base}/login`, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(body) })
    expect((await send(fields, {})).status).toBe(403)
    expect((await send({ ...fields, csrf }, {})).status).toBe(403)
    expect((await send({ ...fields, csrf }, { cookie })).status).toBe(303)
  })
})

describe('after signing in', () => {
  test.each(hostileNexts)('%j leads to no other place than Myライブラリ', async next => {
    const patron = await givenPatron(library)
    const answer = await post('/login', { cardNumber: patron.cardNumber, password: patron.password, next })
    expect([303, 422]).toContain(answer.status)
    expect([null, '/my']).toContain(answer.headers.get('location'))
  })

  test.each(['/my/holds', '/bib/17', '/search?q=%E3%81%93&sort=new', '/', '/my/basket?added=3'])(
    '%s is a page to go to',
    path => expect(isKnownPath(path)).toBe(true),
  )
})

test('M05 a session of a 仮パスワード reaches the password change and the way out, and nothing else that a patron may', async () => {
  const patron = await givenPatron(library, { password: null })
  const session = await givenSession(library, patron.id, { mustChangePassword: true })
  const routes = createApp(library).routes.filter(
    ({ path, method }) => path.startsWith('/my') && ['GET', 'POST'].includes(method),
  )
  expect(routes.length).toBeGreaterThan(15)
  for (const { path, method } of routes) {
    if (path === '/my/password') continue
    const url = path.replace(':id', path.includes('orders') ? crypto.randomUUID() : '1')
    const answer = method === 'GET' ? await get(url, session) : await post(url, {}, session)
    expect([method, url, answer.status, new URL(answer.headers.get('location') ?? '/', base).pathname]).toEqual([
      method,
      url,
      303,
      '/my/password',
    ])
  }
  expect((await get('/my/password', session)).status).toBe(200)
  expect((await post('/logout', {}, session)).status).toBe(303)
})

test('M02 nobody who is not signed in reaches a page of a patron', async () => {
  const routes = createApp(library).routes.filter(
    ({ path, method }) => path.startsWith('/my') && ['GET', 'POST'].includes(method),
  )
  for (const { path, method } of routes) {
    const url = path.replace(':id', path.includes('orders') ? crypto.randomUUID() : '1')
    const answer = method === 'GET' ? await get(url) : await post(url, {})
    expect([method, url, answer.status]).toEqual([method, url, 303])
    expect(answer.headers.get('location')).toMatch(/^\/login/)
  }
})

test('one patron sees nothing of another', async () => {
  const marker = 'ヨソノヒト'
  const other = await givenPatron(library, {
    name: marker,
    nameReading: marker,
    mail: 'yoso@example.org',
    phone: '0254-99-9999',
  })
  const session = await givenSession(library, (await givenPatron(library)).id)
  for (const path of [
    '/my',
    '/my/settings',
    '/my/mail',
    '/my/export',
    '/my/basket',
    '/my/holds',
    '/my/loans',
    `/my/settings?patron=${other.id}`,
  ]) {
    const text = await (await get(path, session)).text()
    for (const secret of [marker, 'yoso@example.org', '0254-99-9999', other.cardNumber])
      expect(text).not.toContain(secret)
  }
})

test('a patron who is merged into another, or leaves the terminal, is signed in no more', async () => {
  const one = await givenPatron(library)
  const other = await givenPatron(library)
  const session = await givenSession(library, one.id)
  expect((await get('/my/settings', session)).status).toBe(200)
  await library.db.updateTable('patron').set({ merged_into: other.id }).where('id', '=', one.id).execute()
  expect((await get('/my/settings', session)).status).toBe(303)
})

test('a patron chooses the language of pages and mails', async () => {
  const patron = await givenPatron(library)
  const session = await givenSession(library, patron.id)
  const answer = await post('/my/language', { language: 'en' }, session)
  expect(answer.headers.getSetCookie().join()).toContain('language=en')
  expect((await post('/my/language', { language: 'xx' }, session)).status).toBe(303)
  const row = await library.db.selectFrom('patron').select('language').where('id', '=', patron.id).executeTakeFirst()
  expect(row?.language).toBe('en')
})

test('who signs in reads in the language they once chose; who never chose, in that of the browser', async () => {
  const login = async (patron: { cardNumber: string; password: string }, language: string) => {
    const answer = await fetch(`${base}/login`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...ours, cookie: `language=${language}` },
      body: new URLSearchParams({ cardNumber: patron.cardNumber, password: patron.password }),
    })
    expect(answer.status).toBe(303)
    return answer.headers.getSetCookie().filter(cookie => cookie.startsWith('language='))
  }
  const [chose, never] = [await givenPatron(library), await givenPatron(library)]
  await post('/my/language', { language: 'en' }, await givenSession(library, chose.id))
  expect((await login(chose, 'ja')).join()).toContain('language=en;')
  expect(await login(never, 'en')).toEqual([])
})

test('the data that a patron gets are whole, and without a password', async () => {
  const patron = await givenPatron(library, { name: '見本 花', mail: 'hana@example.org' })
  const answer = await get('/my/export', await givenSession(library, patron.id))
  expect(answer.headers.get('content-disposition')).toContain('attachment')
  const text = await answer.text()
  expect(JSON.parse(text)).toMatchObject({
    name: '見本 花',
    mail: 'hana@example.org',
    cards: [{ number: patron.cardNumber }],
  })
  // When a link to a new password was asked for stands in it; what opened does not.
  expect(text).not.toMatch(/argon2|hash|password(?!Links)|half/i)
})

describe('whatever is typed', () => {
  const values = [...hostileTexts.map(([, text]) => text), ...hostileNumbers, ...hostileDays, ...hostileMailAddresses]

  test('into the login, it is refused without failing', async () => {
    for (const value of values) {
      const answer = await post('/login', { cardNumber: value, password: value, next: value, add: value })
      expect([value.slice(0, 40), answer.status]).toEqual([
        value.slice(0, 40),
        expect.toSatisfy(status => [422, 429, 413].includes(status)),
      ])
      const text = await answer.text()
      expect(text).not.toContain('<svg onload')
      expect(text).not.toContain('"><script>alert')
    }
  })

  test('into the settings, it is refused or kept without failing', async () => {
    // What was typed at the login before has been forgotten by then.
    library.clock.forward({ days: 2 })
    const { id } = await givenPatron(library)
    const session = await givenSession(library, id)
    const other = await givenPatron(library)
    const theirs = await givenSession(library, other.id)
    const send = (address: string) => post('/my/mail', { address, current: other.password }, theirs)
    for (const address of oddButRealMailAddresses) expect((await send(address)).status).toBe(303)
    for (const address of hostileMailAddresses) expect([address, (await send(address)).status]).toEqual([address, 422])
    expect((await post('/my/mail', { address: 'a@example.org' }, theirs)).status).toBe(422)
    for (const value of values) {
      for (const [path, fields] of [
        ['/my/mail', { address: value }],
        ['/my/history', { keeps: value }],
        ['/my/password', { current: '0', wished: value, again: value, next: value, add: value }],
      ] as const) {
        if (path === '/my/password' && value.length > 256) continue
        const answer = await post(path, fields as Record<string, string>, session)
        expect([path, value.slice(0, 40), answer.status]).toEqual([
          path,
          value.slice(0, 40),
          expect.toSatisfy(status => status < 500 && status !== 403),
        ])
      }
    }
  })

  test('a field given twice is refused, and names out of the machine are nothing', async () => {
    const twice = new URLSearchParams([
      ['cardNumber', '1'],
      ['cardNumber', '2'],
      ['password', '1'],
    ])
    expect((await post('/login', twice)).status).toBe(422)
    const odd = new URLSearchParams([
      ['__proto__', 'x'],
      ['constructor[prototype]', 'x'],
      ['cardNumber[]', '1'],
      ['cardNumber[a]', '1'],
    ])
    expect((await post('/login', odd)).status).toBe(422)
  })

  test('what was typed stays, but never the password', async () => {
    const text = await (await post('/login', { cardNumber: '7777-<b>', password: 'geheimnis' })).text()
    expect(text).toContain('value="7777-&lt;b&gt;"')
    expect(text).not.toContain('geheimnis')
  })
})

describe('who comes too often', () => {
  test('waits, in a lane of their own', () => {
    let seconds = 0
    const limit = createRateLimit(() => seconds)
    for (let n = 0; n < rates.anonymous.atOnce; n++) expect(limit.take('anonymous', 'a')).toBe(0)
    expect(limit.take('anonymous', 'a')).toBeGreaterThan(0)
    expect(limit.take('anonymous', 'b')).toBe(0)
    expect(limit.take('patron', 'a')).toBe(0)
    expect(limit.take('staff', 'a')).toBe(0)
    seconds += 1
    expect(limit.take('anonymous', 'a')).toBe(0)
    // One a second is never noticed.
    const polite = createRateLimit(() => seconds)
    for (let n = 0; n < 33_000; n++) {
      seconds++
      expect(polite.take('anonymous', 'a')).toBe(0)
    }
  })

  test('is known by the proxy’s word, never by their own', async () => {
    const limited = await serveWeb(library, { port: 0, host: '127.0.0.1', limitsLoopback: true })
    const proxied = await serveWeb(library, { port: 0, host: '127.0.0.1', limitsLoopback: true, trustedProxies: 1 })
    const burst = async (port: number, forwarded: (n: number) => string) => {
      const statuses: number[] = []
      for (let n = 0; n < rates.anonymous.atOnce + 100; n += 20)
        statuses.push(
          ...(await Promise.all(
            Array.from({ length: 20 }, (_, k) =>
              fetch(`http://127.0.0.1:${port}/nowhere`, { headers: { 'x-forwarded-for': forwarded(n + k) } }).then(
                async answer => {
                  await answer.text()
                  if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
                  return answer.status
                },
              ),
            ),
          )),
        )
      return statuses.filter(status => status === 429).length
    }
    try {
      expect(await burst(limited.port, n => `10.0.${n % 250}.1`)).toBeGreaterThan(0)
      expect(await burst(proxied.port, n => `10.0.${n % 250}.1, 203.0.113.7`)).toBeGreaterThan(0)
      expect(await burst(proxied.port, n => `203.0.113.7, 10.${Math.floor(n / 250)}.${n % 250}.1`)).toBe(0)
      for (const odd of hostileForwardedFor)
        expect(
          (await fetch(`http://127.0.0.1:${proxied.port}/nowhere`, { headers: { 'x-forwarded-for': odd } })).status,
        ).toBeLessThan(500)
    } finally {
      await Promise.all([limited.close(), proxied.close()])
    }
  })
})

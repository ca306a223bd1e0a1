import { beforeAll, describe, expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { defaultPolicy } from '#policy.ts'
import { duties as allDuties, may, roles } from '#staff/rules/roles.ts'
import { securityEvents } from '#staff/security-events.ts'
import { fromHere } from '../../../test/from-here.ts'
import { givenBib, givenBranches } from '../../../test/given.ts'
import { givenPatron } from '../../../test/given-patron.ts'
import { givenStaffSession } from '../../../test/given-staff.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { createApp } from '../app.tsx'
import { pages } from '../page.ts'
import { checkPaths } from '../path-table.ts'
import { counterPages } from './counter-pages.tsx'
import { desk } from './desk-paths.ts'
import { duties } from './duties.ts'

const routes = counterPages()
  .routes.filter(({ method }) => method !== 'ALL')
  .map(({ method, path }) => ({ method, path }))

/** A part of the service that a library leaves out has no pages, whoever asks. */
const everyService = Object.fromEntries(
  Object.keys(defaultPolicy.services).map(name => [name, true]),
) as typeof defaultPolicy.services

let library: TestLibrary
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  library = await openLibrary({ policy: { services: everyService } })
  await givenBranches(library)
  await givenPatron(library)
  await givenBib(library)
  app = createApp(library)
})

/** A path of a route, with a number or a day where one belongs. */
const filled = (path: string) =>
  path
    .replace(/:id\{[^}]+\}+/, '1')
    .replace(':day', '2026-11-24')
    .replace(':section', 'branches')
    .replace(':key', 'chuo')

const send = (method: string, path: string, session: { cookie: string; csrf: string } | null, fields = {}) =>
  app.request(
    filled(path),
    {
      method,
      headers: {
        ...(session ? { cookie: session.cookie } : {}),
        ...(method === 'POST'
          ? { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
          : {}),
      },
      ...(method === 'POST'
        ? { body: new URLSearchParams({ ...(session ? { csrf: session.csrf } : {}), ...fields }).toString() }
        : {}),
    },
    fromHere,
  )

describe('the table of duties', () => {
  test('has a row for every route, and no row too many', () => {
    expect([...new Set(routes.map(({ path }) => path))].sort()).toEqual(Object.keys(duties).sort())
  })

  test('a route without a row does not start', () => {
    const more = pages().get('/counter/secret', c => c.text(''))
    expect(() => checkPaths(more.routes)).toThrow('GET /counter/secret')
  })

  test('nobody who is not signed in sees or does anything', async () => {
    for (const { method, path } of routes) {
      if (duties[path] === 'anyone') continue
      const answer = await send(method, path, null)
      expect([method, path, answer.status, answer.headers.get('location')?.split('?')[0]]).toEqual([
        method,
        path,
        303,
        desk.login,
      ])
    }
  })

  test.each(roles)('%s may open what the role says and nothing else, here and at 中央', async role => {
    for (const branchId of ['asahi', 'chuo'].map(BranchId)) {
      const session = await givenStaffSession(library, { role, branchId })
      for (const { method, path } of routes) {
        const needed = duties[path]!
        if (needed === 'anyone' || path === desk.logout) continue
        const allowed = needed === 'signedIn' || may(role, needed, branchId === 'chuo')
        const { status } = await send(method, path, session)
        expect([role, branchId, method, path, status === 403]).toEqual([role, branchId, method, path, !allowed])
        expect([method, path, status < 500]).toEqual([method, path, true])
      }
    }
  })

  test('what an account is not let do, and a form that comes from elsewhere, is written down with the account', async () => {
    const session = await givenStaffSession(library, { role: 'counter' })
    await send('GET', desk.security, session)
    await send('POST', desk.logout, { cookie: session.cookie, csrf: 'x' })
    const [form, page] = await securityEvents(library)
    expect(page).toMatchObject({ what: 'staffNotAllowed', detail: `GET ${desk.security}` })
    expect(form).toMatchObject({
      what: 'staffFormRefused',
      detail: `POST ${desk.logout}`,
      staffLogin: page!.staffLogin,
    })
    expect(page!.staffLogin).toBeTruthy()
  })

  test('the administrator has every duty', () => {
    expect(allDuties.filter(duty => !may('admin', duty))).toEqual([])
  })
})

describe('what is posted', () => {
  test('must carry the token of this very session', async () => {
    const [one, two] = [await givenStaffSession(library, { role: 'admin' }), await givenStaffSession(library)]
    for (const { method, path } of routes) {
      if (method !== 'POST' || duties[path] === 'anyone') continue
      for (const csrf of ['', two.csrf]) {
        const { status } = await send(method, path, { cookie: one.cookie, csrf })
        expect([path, status]).toEqual([path, 403])
      }
    }
  })

  test('a forged or foreign cookie opens nothing', async () => {
    const { cookie } = await givenStaffSession(library)
    for (const forged of [cookie.slice(0, -1), cookie.replace('kago-staff', 'kago-session'), 'kago-staff=x.y']) {
      expect((await send('GET', desk.home, { cookie: forged, csrf: '' })).status).toBe(303)
    }
  })
})

describe('bad input is never a broken page', () => {
  const nasty = [
    '',
    '\0',
    '\ud800',
    "'; drop table patron; --",
    '<script>alert(1)</script>',
    '%00',
    '１２３',
    '-1',
    '9'.repeat(14),
    '9'.repeat(40),
    '2026-02-31',
    'あ'.repeat(300),
    '\u202e\u200b',
    'chuo/../bm',
    'last',
  ]
  const fields = [
    ...['barcode', 'cardNumber', 'stop', 'reason', 'scan', 'patron', 'hold', 'before', 'pickup', 'contact', 'kind'],
    ...[
      'order',
      'bib',
      'only',
      'name',
      'nameReading',
      'birthDate',
      'phone',
      'mail',
      'postalCode',
      'address',
      'category',
    ],
    ...[
      'homeBranch',
      'because',
      'stops',
      'lost',
      'mark',
      'branch',
      'from',
      'until',
      'day',
      'login',
      'password',
      'role',
    ],
  ]

  test('in forms', async () => {
    const session = await givenStaffSession(library, { role: 'admin' })
    for (const { method, path } of routes) {
      if (method !== 'POST' || duties[path] === 'anyone' || path === desk.logout) continue
      for (const value of nasty) {
        const { status } = await send(method, path, session, Object.fromEntries(fields.map(field => [field, value])))
        expect([path, value.slice(0, 40), status < 500]).toEqual([path, value.slice(0, 40), true])
      }
    }
  })

  test('for somebody or something that is not there', async () => {
    const session = await givenStaffSession(library, { role: 'admin' })
    const good = {
      ...{
        barcode: '1',
        cardNumber: '1',
        reason: 'x',
        because: 'x',
        stops: 'yes',
        lost: 'yes',
        patron: '1',
        before: 'last',
      },
      ...{
        pickup: 'chuo',
        contact: 'self',
        kind: 'ordinary',
        order: '6f1c2b1a-0000-4000-8000-1234567890ab',
        bib: '999999',
      },
    }
    for (const { method, path } of routes) {
      if (!path.includes(':id')) continue
      const answer = await send(method, path.replace(/:id\{[^}]+\}+/, '999999999'), session, good)
      expect([method, path, answer.status < 500]).toEqual([method, path, true])
      expect([method, path, answer.status >= 400 || path.includes('unlock')]).toEqual([method, path, true])
    }
  })

  test('in addresses', async () => {
    const session = await givenStaffSession(library, { role: 'admin' })
    const names = [
      'q',
      'bib',
      'barcode',
      'done',
      'paper',
      'day',
      'month',
      'branch',
      'from',
      'until',
      'login',
      'holds',
      'next',
    ]
    for (const { method, path } of routes) {
      if (method !== 'GET') continue
      for (const value of nasty) {
        const query = new URLSearchParams(names.map(name => [name, value]))
        const { status } = await send('GET', `${path}?${query}`, session)
        expect([path, value.slice(0, 40), status < 500]).toEqual([path, value.slice(0, 40), true])
        const elsewhere = path.replace(
          /:id\{[^}]+\}+|:day|:section|:key/,
          encodeURIComponent(value.toWellFormed()).slice(0, 100) || '_',
        )
        if (elsewhere !== path) {
          const answer = await send('GET', elsewhere, session)
          expect([elsewhere, answer.status < 500]).toEqual([elsewhere, true])
        }
      }
    }
  })

  test('on the login page', async () => {
    for (const value of nasty) {
      const { status } = await send('POST', desk.login, null, {
        login: value,
        password: value,
        code: value,
        next: value,
      })
      expect([value.slice(0, 40), status < 500]).toEqual([value.slice(0, 40), true])
    }
  })

  test('a next address leads to staff pages only', async () => {
    const { givenStaff } = await import('../../../test/given-staff.ts')
    const { login, password } = await givenStaff(library)
    for (const [next, to] of [
      ['/counter/check-in', '/counter/check-in'],
      ['https://evil.example/', '/counter'],
      ['//evil.example', '/counter'],
      ['/counter/../my', '/counter'],
      ['/my', '/counter'],
    ]) {
      const answer = await send('POST', desk.login, null, { login, password, next })
      expect([next, answer.headers.get('location')]).toEqual([next, to])
    }
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import { pageOf } from '#delivery/rules/page-of.ts'
import type { NoticeKind } from '#notices/rules/notice.ts'
import { mountProtocols } from '#protocols/mount.ts'
import { textOf } from '#text/language.ts'
import { openLibrary } from '../../test/library.ts'
import { createApp } from './app.tsx'
import { openMetrics } from './gate/metrics.ts'
import { pages } from './page.ts'
import { checkPaths, closedToRobots, isDeskPath, isKnownPath, pathTable, routeAt, routesOf } from './path-table.ts'
import { paths } from './paths.ts'

let app: ReturnType<typeof createApp>
let routes: string[]
beforeAll(async () => {
  const library = await openLibrary()
  app = createApp(library, {
    metrics: openMetrics(library, { token: null }),
    machines: machines => mountProtocols(machines),
  })
  routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ path }) => path)
})

describe('the table of paths', () => {
  test('gives each door for machines their lane, and no other route', async () => {
    const isInLane = async (route: string) => {
      const address = route
        .replace(/:file\{.*\}$/, 'a.ics')
        .replace(/:\w+(\{.*\})?/g, '1')
        .replace('*', 'x')
      return (await app.request(address)).headers.get('ratelimit-policy')?.startsWith('"machine"') ?? false
    }
    const answered = await Promise.all(
      Object.keys(pathTable).map(async route => [route, await isInLane(route)] as const),
    )
    const inLane = answered.filter(([, isIn]) => isIn).map(([route]) => route)
    expect(inLane).toEqual(routesOf('machine').filter(route => route !== paths.metrics))
  })

  test('has no row too many', () => {
    const wild = Object.keys(pathTable).filter(route => !route.endsWith('/*'))
    expect(wild.filter(route => !routes.includes(route))).toEqual([])
  })

  test('the page that a mail names is one of them', () => {
    expect(
      (Object.keys(textOf('ja').mail.kinds) as NoticeKind[]).map(pageOf).filter(page => routeAt(page) === null),
    ).toEqual([])
  })

  test('a route without a row does not start', () => {
    const more = pages().get('/secret/:id', c => c.text(''))
    expect(() => checkPaths(more.routes)).toThrow('GET /secret/:id')
  })

  test.each([
    ['/', '/'],
    ['/bib/17', '/bib/:id{[0-9]{1,15}}'],
    ['/bib/17.json', '/bib/:id{[0-9]{1,15}\\.json}'],
    ['/bib/abc', null],
    ['/my/lists/add', '/my/lists/add'],
    ['/my/lists/6f1c2b1a-0000-4000-8000-1234567890ab', '/my/lists/:id'],
    ['/my/calendar/abc.ics', '/my/calendar/:file{[\\w-]+\\.ics}'],
    ['/paia/core/1/items', '/paia/core/*'],
    ['/nowhere', null],
  ])('%s is of the route %s', (address, route) => expect(routeAt(address)).toBe(route))

  test.each([
    '/',
    '/search?q=%E3%81%93&sort=new',
    '/shelf?at=91',
    '/lists/abcdefghijklmnopqrstuvwxyz012345',
    '/isbn/9784003022618',
    '/my',
    '/my/holds/17/cancel',
    '/my/orders/6f1c2b1a-0000-4000-8000-1234567890ab',
    '/self-check/return',
  ])('a login or a change of language leads back to %s', address => expect(isKnownPath(address)).toBe(true))

  test.each([
    ...['/login', '/logout', '/kiosk', '/my/export', '/my/calendar/abc.ics', '/bib/17.json', '/nowhere', '/counter'],
    ...['//evil.example', '/\\evil.example', 'https://evil.example/', '/my/../counter', '/my/%2e%2e/counter'],
  ])('nothing leads to %s', address => expect(isKnownPath(address)).toBe(false))

  test.each([
    ['/counter', true],
    ['/counter/patrons/17?done=1', true],
    ['/counter/login', false],
    ['/counter/logout', false],
    ['/counter/nowhere', false],
    ['/counter/../my', false],
    ['/my', false],
  ])('a login of the staff leads to %s: %s', (address, may) => expect(isDeskPath(address)).toBe(may))

  test('what robots stay away from closes no page that they may read', () => {
    const open = Object.keys(pathTable).filter(route => !pathTable[route]!.closed)
    const closed = closedToRobots()
    expect(closed).toEqual(expect.arrayContaining(['/counter', '/language', '/login', '/my', '/search', '/sru']))
    expect(open.filter(route => closed.some(beginning => route.startsWith(beginning)))).toEqual([])
  })
})

import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { Page } from '#web/page.ts'
import { givenBib, givenIndex } from '../../../test/given.ts'
import { givenPatron } from '../../../test/given-patron.ts'
import { serveLibrary } from '../../../test/served.ts'
import { mountProtocols } from '../mount.ts'
import { operations } from './operations.ts'

const { library, base } = await serveLibrary({ machines: mountProtocols }, async library => {
  await givenBib(library, { isbns: ['9784101010014'] })
  await givenIndex(library)
})

test('a kept linter finds nothing in the description', async () => {
  const answer = await fetch(`${base}/api`)
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  const source = await answer.text()
  expect(JSON.parse(source)).toMatchObject({ openapi: '3.1.1', servers: [{ url: base }] })
  const config = await createConfig({
    extends: ['recommended-strict'],
    // What PAIA knows and we do not is described too: its one answer is 501.
    rules: { 'operation-2xx-response': 'off' },
  })
  const found = await lintFromString({ source, absoluteRef: 'openapi.json', config })
  expect(found.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
  const again = await fetch(`${base}/api`, { headers: { 'if-none-match': answer.headers.get('etag')! } })
  expect(again.status).toBe(304)
})

test('every door that is mounted is described, and nothing else', () => {
  const app = new Hono<Page>()
  mountProtocols(app)
  const mounted = app.routes
    .filter(({ method, path }) => method !== 'OPTIONS' && !path.endsWith('*'))
    .flatMap(({ method, path }) =>
      // Middleware of a lane stands under ALL as well; of the doors only one does.
      method === 'ALL'
        ? path.endsWith('/notifications')
          ? ['get', 'delete'].map(one => `${one} ${path}`)
          : []
        : [`${method.toLowerCase()} ${path}`],
    )
    .map(one => one.replace(/\{.*\}/g, ''))
  const described = operations.map(({ method, path }) => `${method} ${path}`)
  expect([...new Set(mounted)].sort()).toEqual(described.sort())
})

test('a door that the library leaves shut is not there, and is not described', async () => {
  const asked: Record<string, string> = {
    ...{ sru: '/sru', oaiPmh: '/oai?verb=Identify', availability: '/api/availability?isbn=9784101010014' },
    ...{ daia: '/daia?id=1&format=json', paia: '/paia/core/1', opds: '/opds', unapi: '/unapi' },
    ...{ calendars: '/calendar/chuo.ics' },
  }
  const { policy } = library
  for (const [service, address] of Object.entries(asked)) {
    const look = async () => {
      const description = await (await fetch(`${base}/api`)).text()
      const { pathname } = new URL(address.replace('/1', '/{patron}').replace('chuo.ics', '{file}'), base)
      const isDescribed = description.includes(`"${decodeURIComponent(pathname)}"`)
      return [service, (await fetch(base + address)).status === 404, isDescribed]
    }
    expect(await look()).toEqual([service, false, true])
    library.policy = { ...policy, services: { ...policy.services, [service]: false } }
    expect(await look()).toEqual([service, true, false])
    library.policy = policy
  }
})

test('the answers are as their schemas say', async () => {
  const { cardNumber, password } = await givenPatron(library)
  const schema = (path: string) => operations.find(one => one.path === path)!.answer.schema!
  const read = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`${base}${path}`, init)
    expect(answer.status).toBe(200)
    return await answer.json()
  }
  schema('/api/availability').parse(await read('/api/availability?isbn=9784101010014,foo'))
  schema('/daia').parse(await read('/daia?id=1&format=json'))
  const login = await read('/paia/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: cardNumber, password, grant_type: 'password' }),
  })
  schema('/paia/auth/login').parse(login)
  const { patron, access_token } = login as { patron: string; access_token: string }
  for (const path of ['', '/items', '/fees'])
    schema(`/paia/core/:patron${path}`).parse(
      await read(`/paia/core/${patron}${path}`, { headers: { authorization: `Bearer ${access_token}` } }),
    )
})

import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { BibId } from '#ids.ts'
import { defaultPolicy } from '#policy.ts'
import { hostileHosts } from '../../../test/corpus/http.ts'
import { givenBib, givenBranches, givenIndex } from '../../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { serveWeb, type WebServer } from '../serve.ts'

let library: TestLibrary
let web: WebServer
let proxied: WebServer
let bibId: BibId
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  bibId = (await givenBib(library, { title: '北越雪譜', items: [{ joinedOn: '2026-11-20' }] })).id
  await givenIndex(library)
  web = await serveWeb(library, { port: 0, host: '127.0.0.1' })
  proxied = await serveWeb(library, { port: 0, host: '127.0.0.1', trustedProxies: 1 })
})
afterAll(() => Promise.all([web.close(), proxied.close()]))
beforeEach(() => {
  library.policy = { ...library.policy, identity: defaultPolicy.identity }
})

/** One request as it stands; the whole answer. */
const raw = (port: number, head: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(head))
    let answer = ''
    socket.on('data', chunk => {
      answer += chunk
    })
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
  })
const get = (path: string, headers: string[], port = web.port) =>
  raw(port, `GET ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\nConnection: close\r\n\r\n`)

const withAddresses = () => [
  '/',
  `/bib/${bibId}`,
  `/bib/${bibId}.json`,
  '/new.atom',
  '/sitemap.xml',
  '/robots.txt',
  '/opensearch.xml',
]

test('a host that nobody knows is repeated nowhere, and nothing that could carry one is kept by others', async () => {
  for (const [path, host] of withAddresses().flatMap(one => hostileHosts.map(host => [one, host] as const))) {
    const answer = await get(path, [`Host: ${host}`])
    expect([path, host, /evil\.example/i.test(answer)]).toEqual([path, host, false])
    expect([path, /cache-control: public/i.test(answer) && /<(feed|urlset|OpenSearch)/.test(answer)]).toEqual([
      path,
      false,
    ])
  }
})

test('the host by which this machine knows itself is believed; behind a proxy with the scheme that the browser speaks', async () => {
  expect(await get(`/bib/${bibId}`, [`Host: 127.0.0.1:${web.port}`])).toContain(
    `<link rel="canonical" href="http://127.0.0.1:${web.port}/bib/${bibId}"`,
  )
  const behind = ['Host: localhost', 'X-Forwarded-For: 203.0.113.5', 'X-Forwarded-Proto: https']
  expect(await get('/sitemap.xml', behind, proxied.port)).toContain('<loc>https://localhost/sitemap.xml')
})

test('the public address of the settings stands in every link for machines, whatever host was asked', async () => {
  const identity = { ...library.policy.identity, publicAddress: 'https://lib.example.jp' }
  library.policy = { ...library.policy, identity }
  const feed = await get('/new.atom', ['Host: evil.example'])
  expect(feed).toContain(`<id>https://lib.example.jp/bib/${bibId}</id>`)
  expect(feed.toLowerCase()).toContain('cache-control: public, max-age=300')
  expect(await get('/robots.txt', ['Host: evil.example'])).toContain('Sitemap: https://lib.example.jp/sitemap.xml')
})

test('nor is a host in the address itself, with whatever scheme it comes', async () => {
  for (const scheme of ['http', 'https'])
    for (const path of withAddresses()) {
      const answer = await get(`${scheme}://evil.example${path}`, [`Host: 127.0.0.1:${web.port}`])
      expect([scheme, path, /evil\.example/.test(answer)]).toEqual([scheme, path, false])
      // Nothing that was only said makes this connection a safe one.
      expect([scheme, path, /^strict-transport-security/im.test(answer), /https:\/\/127/.test(answer)]).toEqual([
        ...[scheme, path],
        ...[false, false],
      ])
    }
})

test('two hosts are refused', async () => {
  expect(await get('/', ['Host: 127.0.0.1', 'Host: evil.example'])).toMatch(/^HTTP\/1\.1 400 /)
})

test.each([9_000, 20_000, 200_000])('an address of %i characters is answered, not cut', async length => {
  expect(await get(`/search?q=${'a'.repeat(length)}`, ['Host: 127.0.0.1'])).toMatch(/^HTTP\/1\.1 (414|431) /)
})

test('headers that are too large are answered with 431', async () => {
  expect(await get('/', ['Host: 127.0.0.1', `X-Long: ${'a'.repeat(30_000)}`])).toMatch(/^HTTP\/1\.1 431 /)
})

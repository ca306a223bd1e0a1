import type { Context } from 'hono'
import { expect, test } from 'vitest'
import { silentLog } from '#std/log.ts'
import type { Page } from '../page.ts'
import { clientAddress, isHttps, watchForProxy } from './address.ts'

const request = (socket: string, headers: Record<string, string> = {}) =>
  ({
    env: { incoming: { socket: { remoteAddress: socket } } },
    req: { header: (name: string) => headers[name], url: 'http://here/' },
  }) as unknown as Context<Page>

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s is counted as %s', (socket, counted) => expect(clientAddress(request(socket), 0)).toBe(counted))

test.each([
  [0, '198.51.100.1', '203.0.113.7'],
  [1, '198.51.100.1', '198.51.100.1'],
  [1, '10.0.0.1, 198.51.100.1', '198.51.100.1'],
  [2, '10.0.0.1, 198.51.100.1, 192.0.2.1', '198.51.100.1'],
  [2, '198.51.100.1', '203.0.113.7'],
  [1, '1.2.2.355', '203.0.113.7'],
  [1, '198.51.100.1:5678', '198.51.100.1'],
  [1, '[2001:db8:1:2::1]:5678', '2001:db8:1:2::/64'],
  [1, '[2001:db8:1:2::1]', '2001:db8:1:2::/64'],
  [1, '2001:db8:1:2::1', '2001:db8:1:2::/64'],
  [2, '198.51.100.1:80, 10.0.0.1:81', '198.51.100.1'],
  [1, '198.51.100.1:x', '203.0.113.7'],
  [1, '[198.51.100.1', '203.0.113.7'],
  [1, 'unknown', '203.0.113.7'],
  [1, '', '203.0.113.7'],
])('behind %i proxies, %j means %s', (proxies, forwarded, counted) =>
  expect(clientAddress(request('203.0.113.7', { 'x-forwarded-for': forwarded }), proxies)).toBe(counted),
)

test('https is what the browser speaks, by the word of our own proxy alone', () => {
  const proxied = request('127.0.0.1', { 'x-forwarded-proto': 'https' })
  expect(isHttps(proxied, 1)).toBe(true)
  expect(isHttps(proxied, 0)).toBe(false)
  expect(isHttps(request('127.0.0.1'), 1)).toBe(false)
})

test('a proxy on this machine that is not believed is told of once', () => {
  const told = (trusted: number, ...sockets: [string, Record<string, string>][]) => {
    const warnings: string[] = []
    const watch = watchForProxy({ ...silentLog, warn: event => warnings.push(event) }, trusted)
    for (const [socket, headers] of sockets) {
      const c = request(socket, headers)
      watch({ ...c, var: { address: clientAddress(c, trusted) } } as Context<Page>)
    }
    return warnings.length
  }
  const named = { 'x-forwarded-for': '198.51.100.1' }
  expect(told(0, ['127.0.0.1', named], ['::1', named], ['127.0.0.1', named])).toBe(1)
  expect(told(0, ['127.0.0.1', {}], ['203.0.113.7', named])).toBe(0)
  expect(told(1, ['127.0.0.1', named])).toBe(0)
})

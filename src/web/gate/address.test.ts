import type { Context } from 'hono'
import { expect, test } from 'vitest'
import type { Page } from '../page.ts'
import { clientAddress, isHttps } from './address.ts'

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

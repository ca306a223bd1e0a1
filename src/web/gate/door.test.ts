import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Door, takeDoor } from './door.ts'

let door: Door
const asked: string[] = []
beforeAll(async () => {
  door = await takeDoor({ port: 0, host: '127.0.0.1', slow: { headersMs: 300, requestMs: 600, checkedMs: 50 } })
  door.open(async request => {
    asked.push(`${request.method} ${new URL(request.url).pathname} ${(await request.text()).length}`)
    return new Response('here')
  })
})
afterAll(() => door.close())

async function open(first: string): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect(door.port, '127.0.0.1')
  await once(socket, 'connect')
  let said = ''
  socket.on('data', chunk => {
    said += chunk
  })
  socket.on('error', () => {})
  socket.write(first)
  return { socket, answer: once(socket, 'close').then(() => said) }
}

/** Sends a piece again and again, far too slowly ever to end. */
async function dribble(first: string, piece: string): Promise<string> {
  const { socket, answer } = await open(first)
  const sending = setInterval(() => socket.write(piece), 20)
  const said = await answer
  clearInterval(sending)
  return said
}

test('F21 who sends headers or a form line by line, without end, is cut; others are answered meanwhile', async () => {
  const headers = dribble('GET /slow HTTP/1.1\r\nHost: x\r\n', 'X-More: 1\r\n')
  const body = dribble('POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n', 'a')
  const other = await fetch(`http://127.0.0.1:${door.port}/quick`)
  expect(await other.text()).toBe('here')
  expect(await headers).toMatch(/^HTTP\/1\.1 408 /)
  expect(await body).toMatch(/^HTTP\/1\.1 408 /)
  expect(asked.some(one => one.includes('/slow'))).toBe(false)
})

test.each([
  ['B50 a length that is no number', 'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n'],
  ['B50 two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  [
    'B51 a body that is chunked and something else',
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, x\r\n\r\n',
  ],
  [
    'B51 a length beside chunks',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['B58 HTTP/0.9', 'GET /\r\n'],
  ['B58 no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00'],
  ['B52 a header that goes on in the next line', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n y: 2\x00\r\n\r\n'],
])('%s is refused, and nobody is asked', async (_what, request) => {
  const before = asked.length
  const { answer } = await open(request)
  expect(await answer).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect(asked).toHaveLength(before)
})

test('B58 a thousand requests sent at once on one connection are answered in their order', async () => {
  const { socket, answer } = await open('GET /many HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(999))
  socket.write('GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  expect((await answer).match(/HTTP\/1\.1 200 /g)).toHaveLength(1_000)
  expect(asked.at(-1)).toBe('GET /last 0')
})

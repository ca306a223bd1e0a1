import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { type AddressInfo, type Socket, Server as SocketServer } from 'node:net'
import type { Duplex } from 'node:stream'
import { createAdaptorServer } from '@hono/node-server'
import { paths } from '../paths.ts'
import { urlMax } from './guard.tsx'

type Fetch = (request: Request, env?: unknown) => Response | Promise<Response>

/** A port that is ours. Until there is somebody behind it, it says so. */
export type Door = {
  port: number
  /** From now on `fetch` answers. */
  open(fetch: Fetch): void
  /**
   * Ends well: `/readyz` says 503 at once, connections are closed after their answer, and for `graceMs` new ones are
   * still taken, so that a proxy can turn away first. Then nobody new is let in, and what is being answered finishes,
   * within `limitMs` in all.
   */
  close(times?: { graceMs: number; limitMs: number }): Promise<void>
}

/**
 * Takes the port. Slow clients are cut: headers within 5 s, a whole request within 15 s (checked every second).
 * @param port 0 takes a free one
 * @param slow other limits than these
 * @throws Error that says what to do when the port cannot be had
 */
export function takeDoor({
  port,
  host,
  slow,
}: {
  port: number
  host: string
  slow?: typeof slowLimits
}): Promise<Door> {
  const { server, ...door } = makeDoor(slow)
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(portInWords(error as NodeJS.ErrnoException, { port, host })))
    server.listen(port, host, () => resolve({ port: (server.address() as AddressInfo).port, ...door }))
  })
}

/**
 * The same for who is handed its connections by another process, which has the port.
 * @returns also what takes a connection in
 */
export function doorWithin(port: number): Door & { takeIn(socket: Socket): void } {
  const { server, ...door } = makeDoor()
  // It never listens: who is slow is looked for all the same.
  server.emit('listening')
  return {
    port,
    ...door,
    takeIn(socket) {
      server.emit('connection', socket)
      socket.resume()
    },
  }
}

const slowLimits = { headersMs: 5_000, requestMs: 15_000, checkedMs: 1_000 }

function makeDoor(slow = slowLimits): { server: Server } & Omit<Door, 'port'> {
  let answer: Fetch = starting
  let isDraining = false
  const server = createAdaptorServer({
    fetch: (request, env) => (isDraining && isReadyPath(request) ? notReady('ending') : answer(request, env)),
    serverOptions: {
      headersTimeout: slow.headersMs,
      requestTimeout: slow.requestMs,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: slow.checkedMs,
      maxHeaderSize: 16_384,
    },
  }) as Server
  server.on('clientError', refuse)
  const answering = new Set<ServerResponse>()
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    answering.add(response)
    response.once('close', () => answering.delete(response))
    if (isDraining) response.shouldKeepAlive = false
  })
  return {
    server,
    open: fetch => {
      answer = fetch
    },
    close: (times = { graceMs: 0, limitMs: 10_000 }) => {
      isDraining = true
      return drain(server, answering, times)
    },
  }
}

const refused = new WeakSet<Duplex>()

/**
 * A request that cannot be read is told why. What is still being sent is read and thrown away for a moment: a
 * connection that is closed while there is more to read is reset, and the answer is lost.
 */
function refuse(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Duplex): void {
  // The rest of what is being sent is an error again, packet by packet.
  if (refused.has(socket)) return
  refused.add(socket)
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const line = error.rawPacket?.indexOf('\n') ?? -1
  const inAddress = tooLarge && (line === -1 || line > urlMax)
  const timedOut = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
  const status = inAddress
    ? '414 URI Too Long'
    : tooLarge
      ? '431 Request Header Fields Too Large'
      : timedOut
        ? '408 Request Timeout'
        : '400 Bad Request'
  socket.on('error', () => socket.destroy())
  socket.resume()
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  setTimeout(() => socket.destroy(), timedOut ? 0 : 1_000).unref()
}

const isReadyPath = (request: Request) => new URL(request.url).pathname === paths.ready

const notReady = (why: string) =>
  new Response(why, { status: 503, headers: { 'retry-after': '5', 'content-type': 'text/plain; charset=utf-8' } })

/** Alive, and not yet able to answer anything. */
const starting: Fetch = request =>
  new URL(request.url).pathname === paths.health
    ? new Response('ok')
    : notReady(
        'ただいま準備中です。少し待ってから、もう一度お試しください。\nStarting. Please try again in a moment.\n',
      )

async function drain(
  server: Server,
  answering: ReadonlySet<ServerResponse>,
  { graceMs, limitMs }: { graceMs: number; limitMs: number },
): Promise<void> {
  const begun = performance.now()
  const since = () => performance.now() - begun
  for (const response of answering) response.shouldKeepAlive = false
  while (since() < graceMs) await pause(Math.min(20, graceMs))
  // The listening socket alone: http's own close would also cut whoever is just sending a request.
  SocketServer.prototype.close.call(server)
  while (answering.size > 0 && since() < limitMs) await pause(20)
  server.closeAllConnections()
}

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/**
 * Why a port cannot be had, and what to do; any other error as it is.
 * @param settings the names of what says port and host
 */
export function portInWords(
  error: NodeJS.ErrnoException,
  { port, host }: { port: number; host: string },
  settings: { port: string; host: string } = { port: 'PORT', host: 'HOST' },
): Error {
  const noAddress = `${host} is no address of this machine. Correct ${settings.host}.`
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} of ${host} is taken by another program. Stop it, or name another port in ${settings.port}.`,
    EACCES: `Port ${port} is not for this user. Name one above 1023 in ${settings.port}, and put a proxy in front.`,
    EADDRNOTAVAIL: noAddress,
    ENOTFOUND: noAddress,
  }
  const sentence = sentences[error.code ?? '']
  return sentence ? new Error(sentence) : error
}

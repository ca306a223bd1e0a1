import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Library } from '#library.ts'
import { type Connection, type Lane, type OnAnswer, openConnection } from './connection.ts'
import { type Limits, lanes, usualLimits } from './limits.ts'

/** The door of the machines. */
export type Sip2Door = {
  connections(): number
  /** Cuts what stalls or is idle; done every second by itself. */
  look(): void
  /** Lets what is being answered finish, for 4 s at most. */
  close(): Promise<void>
}

export type Sip2Server = Sip2Door & { port: number }

export type Sip2Options = {
  /** Certificate and key in PEM; null: plain TCP, for a network of machines alone. */
  tls?: { cert: Buffer | string; key: Buffer | string } | null
  limits?: Partial<Limits>
  /** Told of each answer: to which message, and how long it took. */
  onAnswer?: OnAnswer
}

/**
 * Serves SIP2 to the machines of the library: self-check, return sorters, gates.
 * @param options.port 0 takes a free one
 */
export function serveSip2(
  library: Library,
  { port, host, ...options }: Sip2Options & { port: number; host: string },
): Promise<Sip2Server> {
  const { server, limits, ...door } = makeDoor(library, options)
  return new Promise((resolve, reject) => {
    server.maxConnections = limits.connectionsMax
    server.once('error', error => {
      void door.close()
      reject(error)
    })
    server.listen(port, host, () => {
      server.on('error', error => library.log.error('sip2', { error: error.message }))
      resolve({ port: (server.address() as { port: number }).port, ...door })
    })
  })
}

/** The same for who is handed its connections by another process, which has the port. */
export function sip2Within(library: Library, options: Sip2Options): Sip2Door & { takeIn(socket: Socket): void } {
  const { server, limits: _, ...door } = makeDoor(library, options)
  return {
    ...door,
    takeIn(socket) {
      socket.allowHalfOpen = true
      server.emit('connection', socket)
    },
  }
}

function makeDoor(
  library: Library,
  { tls, limits: own, onAnswer }: Sip2Options,
): Sip2Door & { server: Server; limits: Limits } {
  const limits = { ...usualLimits, ...own }
  const open = new Map<Socket, Connection>()
  const doors = watchAddresses(library, limits)
  const lane = lanesOf(lanes)
  let isClosed = false
  const onSocket = (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    if (isClosed || open.size >= limits.connectionsMax || doors.isShut(address)) return void socket.destroy()
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 60_000)
    open.set(socket, openConnection(library, socket, { limits, lane, onCut: () => doors.countCut(address), onAnswer }))
    socket.once('close', () => open.delete(socket))
  }
  const server: Server = tls
    ? createTlsServer({ ...tls, minVersion: 'TLSv1.2', handshakeTimeout: 10_000, allowHalfOpen: true }, onSocket)
    : // Who has said everything may close its own side and still reads the answers.
      createServer({ allowHalfOpen: true }, onSocket)
  const look = () => {
    const now = library.clock.now()
    for (const connection of open.values()) connection.look(now)
    doors.forget()
  }
  const timer = setInterval(look, 1_000)
  const close = async () => {
    isClosed = true
    clearInterval(timer)
    server.close()
    for (const connection of open.values()) connection.end()
    const late = setTimeout(() => {
      for (const socket of open.keys()) socket.destroy()
    }, 4_000)
    await Promise.all([...open.keys()].map(socket => socket.destroyed || once(socket, 'close')))
    clearTimeout(late)
  }
  return { server, limits, connections: () => open.size, look, close }
}

/** So many pieces of work at a time; the others wait in the order in which they came. */
function lanesOf(count: number): Lane {
  const waiting: (() => void)[] = []
  let running = 0
  return async work => {
    if (running >= count) await new Promise<void>(resolve => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}

const forgetAfterMinutes = 10
const addressesMax = 10_000

/**
 * Who is cut again and again from one address is not let in for a while, so that it costs neither a row nor a line of
 * the log.
 */
function watchAddresses(library: Library, { cutsMax }: Limits) {
  let cuts = new Map<string, number>()
  let since = library.clock.now()
  return {
    isShut: (address: string) => (cuts.get(address) ?? 0) >= cutsMax,
    countCut(address: string) {
      if (cuts.size < addressesMax) cuts.set(address, (cuts.get(address) ?? 0) + 1)
    },
    forget() {
      const now = library.clock.now()
      if (now.since(since).total('minutes') < forgetAfterMinutes) return
      since = now
      cuts = new Map()
    },
  }
}

import { connect, type Socket } from 'node:net'

export type Load = { seconds: number; times: number[]; bytes: number; byStatus: Map<number, number> }

/**
 * Asks for pages over so many kept connections, one after the other on each, for some seconds. A small client of our own: what
 * it costs is paid by the same processors and stays small beside what is measured.
 */
export async function loadPages(options: {
  port: number
  connections: number
  seconds: number
  paths: () => string
}): Promise<Load> {
  const load: Load = { seconds: 0, times: [], bytes: 0, byStatus: new Map() }
  const begun = performance.now()
  const end = begun + options.seconds * 1000
  await Promise.all(Array.from({ length: options.connections }, () => oneConnection(options, load, end)))
  load.seconds = (performance.now() - begun) / 1000
  return load
}

function oneConnection(options: { port: number; paths: () => string }, load: Load, end: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true })
    let asked = 0
    let got: Buffer[] = []
    let length = 0
    let wanted = -1
    const ask = () => {
      asked = performance.now()
      got = []
      length = 0
      wanted = -1
      socket.write(`GET ${options.paths()} HTTP/1.1\r\nHost: 127.0.0.1:${options.port}\r\nAccept: text/html\r\n\r\n`)
    }
    socket.on('connect', ask)
    socket.on('error', reject)
    socket.on('close', () => resolve())
    socket.on('data', (chunk: Buffer) => {
      got.push(chunk)
      length += chunk.length
      if (wanted < 0) wanted = wholeLength(Buffer.concat(got))
      if (wanted === chunked ? !Buffer.concat(got).includes('\r\n0\r\n\r\n') : wanted < 0 || length < wanted) return
      const status = Number(got[0]!.subarray(9, 12).toString())
      load.byStatus.set(status, (load.byStatus.get(status) ?? 0) + 1)
      load.bytes += length
      const now = performance.now()
      load.times.push(now - asked)
      if (now >= end) socket.end()
      else ask()
    })
  })
}

const chunked = Number.POSITIVE_INFINITY

/** Head and body; -1 while the head is not there yet. */
function wholeLength(start: Buffer): number {
  const head = start.indexOf('\r\n\r\n')
  if (head < 0) return -1
  const said = /content-length: (\d+)/i.exec(start.subarray(0, head).toString('latin1'))
  return said ? head + 4 + Number(said[1]) : chunked
}

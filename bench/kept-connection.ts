import { connect, type Socket } from 'node:net'

export type Answer = { status: number; location: string | null; whole: Buffer }

/**
 * One kept connection to the service, one question after the other: a small client of our own. What it costs is paid by
 * the same processors and stays small beside what is measured.
 */
export class KeptConnection {
  private readonly socket: Socket
  private readonly ended = Promise.withResolvers<void>()
  private got: Buffer[] = []
  private length = 0
  private wanted = -1
  private waiting: PromiseWithResolvers<Answer> | null = null

  private readonly port: number

  private constructor(port: number) {
    this.port = port
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.socket.on('data', (chunk: Buffer) => this.take(chunk))
    this.socket.on('error', error => this.waiting?.reject(error))
    this.socket.on('close', () => {
      this.waiting?.reject(new Error('The service has closed the connection'))
      this.ended.resolve()
    })
  }

  static open(port: number): Promise<KeptConnection> {
    const connection = new KeptConnection(port)
    return new Promise((resolve, reject) => {
      connection.socket.once('connect', () => resolve(connection))
      connection.socket.once('error', reject)
    })
  }

  /** @param from whom a proxy in front says that it comes from */
  get(path: string, cookie?: string, from?: string): Promise<Answer> {
    const passedOn = from === undefined ? '' : `X-Forwarded-For: ${from}\r\n`
    return this.ask(`GET ${path} HTTP/1.1\r\n${this.head(cookie)}${passedOn}\r\n`)
  }

  post(path: string, fields: readonly (readonly [string, string])[], cookie?: string): Promise<Answer> {
    const body = fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
    const type = 'Content-Type: application/x-www-form-urlencoded\r\n'
    return this.ask(
      `POST ${path} HTTP/1.1\r\n${this.head(cookie)}${type}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  }

  /** False once the service has hung up, as it does with a connection that was left alone for some seconds. */
  get isOpen(): boolean {
    return this.socket.readyState === 'open'
  }

  close(): Promise<void> {
    this.socket.end()
    return this.ended.promise
  }

  private head(cookie: string | undefined): string {
    return `Host: 127.0.0.1:${this.port}\r\nAccept: text/html\r\n${cookie === undefined ? '' : `Cookie: ${cookie}\r\n`}`
  }

  private ask(request: string): Promise<Answer> {
    this.got = []
    this.length = 0
    this.wanted = -1
    this.waiting = Promise.withResolvers<Answer>()
    this.socket.write(request)
    return this.waiting.promise
  }

  private take(chunk: Buffer): void {
    this.got.push(chunk)
    this.length += chunk.length
    if (this.wanted < 0) this.wanted = wholeLength(this.together())
    if (this.wanted === chunked ? !this.together().includes('\r\n0\r\n\r\n') : this.isMissing()) return
    const whole = this.together()
    const head = whole.subarray(0, whole.indexOf('\r\n\r\n')).toString('latin1')
    const location = /^location: (.*)$/im.exec(head)?.[1]?.trim() ?? null
    const { waiting } = this
    this.waiting = null
    waiting?.resolve({ status: Number(head.slice(9, 12)), location, whole })
  }

  private isMissing(): boolean {
    return this.wanted < 0 || this.length < this.wanted
  }

  private together(): Buffer {
    if (this.got.length > 1) this.got = [Buffer.concat(this.got)]
    return this.got[0]!
  }
}

const chunked = Number.POSITIVE_INFINITY

/** Head and body; -1 while the head is not there yet. */
function wholeLength(start: Buffer): number {
  const head = start.indexOf('\r\n\r\n')
  if (head < 0) return -1
  const said = /content-length: (\d+)/i.exec(start.subarray(0, head).toString('latin1'))
  return said ? head + 4 + Number(said[1]) : chunked
}

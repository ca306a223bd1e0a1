import { Agent, type IncomingMessage, request } from 'node:http'
import type { History, Lane } from './history.ts'
import { addresses } from './places.ts'

export type Answer = { status: number | null; location: string | null; text: string; why?: string }
export type Field = readonly [name: string, value: string]

const answerWithinMs = 30_000

/** Somebody with a browser: one connection that is kept, an address, a cookie. Whatever is asked is written down. */
export class Visitor {
  private readonly agent: Agent
  private readonly lane: Lane
  private readonly history: History
  private readonly cookie: string | null
  /** What the forms of this session carry, as its pages give it. */
  private token: string | null = null

  constructor(lane: Lane, history: History, { address, cookie = null }: { address: string; cookie?: string | null }) {
    this.lane = lane
    this.history = history
    this.cookie = cookie
    this.agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress: address } as ConstructorParameters<
      typeof Agent
    >[0])
  }

  /** @param isRight whether it is the page that was asked for */
  get(path: string, isRight: (answer: Answer) => boolean): Promise<Answer> {
    return this.ask('GET', path, [], isRight)
  }

  post(path: string, fields: readonly Field[], isRight: (answer: Answer) => boolean): Promise<Answer> {
    return this.ask('POST', path, fields, isRight)
  }

  close(): void {
    this.agent.destroy()
  }

  private async ask(
    method: 'GET' | 'POST',
    path: string,
    fields: readonly Field[],
    isRight: (answer: Answer) => boolean,
  ): Promise<Answer> {
    const at = this.history.now()
    const body = method === 'POST' ? this.bodyOf(fields) : null
    let answer = await this.send(method, path, body)
    // A kept connection that the other side was just closing: every browser asks again by itself.
    if (answer.why === 'closed while idle' && method === 'GET') answer = await this.send(method, path, body)
    this.token = /name="csrf" value="([^"]+)"/.exec(answer.text)?.[1] ?? this.token
    const isGood = isRight(answer)
    this.history.asked.push({
      lane: this.lane,
      what: `${method} ${path}`,
      at,
      until: this.history.now(),
      status: answer.status,
      isGood,
      isWrite: method === 'POST',
      ...(isGood ? {} : { why: answer.why ?? answer.text.replaceAll(/<[^>]+>|\s+/g, ' ').slice(0, 300) }),
    })
    return answer
  }

  private bodyOf(fields: readonly Field[]): string {
    const sent = this.token === null ? fields : [...fields, ['csrf', this.token] as const]
    return new URLSearchParams(sent.map(([name, value]) => [name, value])).toString()
  }

  private send(method: string, path: string, body: string | null): Promise<Answer> {
    return new Promise(resolve => {
      const asked = request({
        agent: this.agent,
        host: addresses.proxy,
        port: 80,
        method,
        path,
        headers: {
          host: 'library.example.jp',
          'sec-fetch-site': 'same-origin',
          ...(this.cookie ? { cookie: this.cookie } : {}),
          ...(body === null
            ? {}
            : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }),
        },
        timeout: answerWithinMs,
      })
      const cut = (why: string) => resolve({ status: null, location: null, text: '', why })
      asked.once('timeout', () => asked.destroy(new Error('no answer within 30 s')))
      asked.on('error', error =>
        cut(asked.reusedSocket && /ECONNRESET|EPIPE|hang up/.test(`${error}`) ? 'closed while idle' : `${error}`),
      )
      asked.once('response', (response: IncomingMessage) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.once('error', error => cut(`${error}`))
        response.once('close', () => {
          if (!response.complete) return cut('the answer was cut off')
          const location = response.headers.location ?? null
          resolve({ status: response.statusCode!, location, text: Buffer.concat(chunks).toString() })
        })
      })
      asked.end(body ?? undefined)
    })
  }
}

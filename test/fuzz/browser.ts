import { type IncomingHttpHeaders, request } from 'node:http'
import { type ReadPage, readPage } from './page.ts'

export type Answer = {
  /** Where it came from in the end, with its query. */
  address: string
  status: number
  /** null: no page but a file, or nothing. */
  page: ReadPage | null
  body: string
}

export type Sent = [name: string, value: string][]

/** So long somebody waits; then it counts as no answer. */
const patienceMs = 30_000
const redirectsMax = 8

/** A browser without a screen: it keeps cookies, follows where it is sent, and reads pages. */
export class Browser {
  readonly #cookies = new Map<string, string>()
  readonly #base: string
  /** From where its requests come, as the proxy in front says. */
  from: string
  constructor(base: string, from: string) {
    this.#base = base
    this.from = from
  }

  /** Everything is forgotten but what machine this is, if it is one of the library's. */
  forget(): void {
    for (const name of this.#cookies.keys()) if (name !== 'kago-terminal') this.#cookies.delete(name)
  }

  has(cookie: string): boolean {
    return this.#cookies.has(cookie)
  }

  get(address: string, referer?: string): Promise<Answer> {
    return this.#go('GET', address, null, referer)
  }

  post(address: string, sent: Sent, referer?: string): Promise<Answer> {
    return this.#go('POST', address, new URLSearchParams(sent).toString(), referer)
  }

  /** @throws Error for an answer that leads out of the service, or in a circle, or never comes */
  async #go(method: string, to: string, form: string | null, referer?: string): Promise<Answer> {
    let address = to
    let body = form
    for (let hops = 0; hops <= redirectsMax; hops++) {
      const answer = await this.#ask(
        body === null ? (method === 'POST' ? 'GET' : method) : 'POST',
        address,
        body,
        referer,
      )
      this.#keepCookies(answer.headers['set-cookie'] ?? [])
      const location = answer.headers.location ?? null
      if (answer.status < 300 || answer.status >= 400) return read(address, answer)
      if (location === null || !/^\/(?!\/)/.test(location))
        throw new Error(`${address} answers ${answer.status} and leads to ${location}`)
      address = location.replace(/#.*/, '')
      body = null
    }
    throw new Error(`${to} leads in a circle, last to ${address}`)
  }

  /** One request on a connection of its own: one that is broken off was not merely left alone too long. */
  #ask(method: string, address: string, body: string | null, referer?: string): Promise<Told> {
    const form = body === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
    const headers = {
      ...form,
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': this.from,
      ...(referer === undefined ? {} : { referer: this.#base + referer }),
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    }
    return new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(patienceMs)
      const asked = request(this.#base + address, { method, headers, agent: false, signal }, async answer => {
        const chunks = await answer.toArray().catch(reject)
        const text = Buffer.concat(chunks ?? []).toString('utf8')
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text })
      })
      asked.on('error', reject)
      asked.end(body ?? undefined)
    })
  }

  #keepCookies(set: string[]): void {
    for (const cookie of set) {
      const [pair = '', ...attributes] = cookie.split(/;\s*/)
      const name = pair.slice(0, pair.indexOf('='))
      if (attributes.some(attribute => /^max-age=0$/i.test(attribute))) this.#cookies.delete(name)
      else this.#cookies.set(name, pair.slice(name.length + 1))
    }
  }
}

type Told = { status: number; headers: IncomingHttpHeaders; text: string }

function read(address: string, { status, headers, text }: Told): Answer {
  const isPage = /^text\/html/.test(headers['content-type'] ?? '')
  return { address, status, page: isPage ? readPage(text, address) : null, body: text }
}

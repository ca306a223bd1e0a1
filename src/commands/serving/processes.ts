import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import type { Config } from '#config.ts'
import { dropConnections } from '#database/database.ts'
import { watchDatabase } from '#database/watch.ts'
import type { Opened } from '#main.ts'
import type { Log } from '#std/log.ts'
import type { Started } from '#std/started.ts'
import { Front } from './front.ts'
import { hear, type Said } from './messages.ts'

/** One that ends sooner than this after it was started is not started again at once. */
const livesMs = 5_000
const waitMaxMs = 10_000
/** Each has ended long before, if nothing hangs. */
const endWithinMs = 8_000
/** So long new connections are taken after the end was told. */
const graceMs = 900
/** Whoever does not say its numbers within this time is left out of them. */
const countMs = 2_000

export type Processes = {
  port: number
  /** Where machines are served; null: nowhere. */
  sip2Port: number | null
  /** From now on they serve the library. Resolves when all of them do. */
  open(opened: Opened): Promise<void>
}

/**
 * Starts several processes that share a port, and that of the machines, and starts another one for each that ends by
 * itself. This one serves nothing: it looks after them and, where it is the embedded one, after the database.
 * @throws Error that says what to do when the port cannot be had
 */
export async function startProcesses(count: number, config: Config, started: Started): Promise<Processes> {
  const startedAt = performance.now()
  const pages = await Front.take('pages', config, { port: 'PORT', host: 'HOST' })
  started.add('port', async () => pages.close(), 500)
  const machines = config.sip2 && (await Front.take('machines', config.sip2, { port: 'SIP2_PORT', host: 'SIP2_HOST' }))
  const group = new Group(count, { pages, machines }, () => environmentOf(config, performance.now() - startedAt))
  const end = () => started.add('processes', () => group.end(), endWithinMs)
  end()
  group.start()
  return {
    port: pages.port,
    sip2Port: machines?.port ?? null,
    async open(opened) {
      // What is ended first is what was started last: they go before the database does.
      end()
      const { log } = opened.library
      if (opened.revive) {
        const watch = watchDatabase(opened.databaseUrl, {
          revive: opened.revive,
          onChange: () => {},
          giveUp: () => dropConnections(opened.library.db),
        })
        started.add('watch', () => watch.stop(), 500)
      }
      await group.open(opened.databaseUrl, log)
    },
  }
}

/** A set clock goes on where the others are: a process that is started later begins later. */
const environmentOf = ({ at }: Config, sinceMs: number): Record<string, string> =>
  at ? { KAGO_AT: at.add({ milliseconds: Math.round(sinceMs) }).toString() } : {}

type Fronts = { pages: Front; machines: Front | null }

class Group {
  private readonly count: number
  private readonly environment: () => Record<string, string>
  private readonly fronts: Fronts
  private readonly workers = new Map<Worker, { ready: PromiseWithResolvers<void>; bornAt: number }>()
  private readonly gathering = new Map<number, { missing: Set<Worker>; numbers: object[][]; done: () => void }>()
  /** The first of each, settled when it serves or has failed, also before anybody waits for it. */
  private starting: Promise<void>[] = []
  private opens: Extract<Said, { kago: 'open' }> | null = null
  private log: Log | null = null
  private isEnding = false
  private fails = 0
  private asked = 0

  constructor(count: number, fronts: Fronts, environment: () => Record<string, string>) {
    this.count = count
    this.fronts = fronts
    this.environment = environment
  }

  start(): void {
    this.starting = Array.from({ length: this.count }, () => this.fork())
  }

  async open(databaseUrl: string, log: Log): Promise<void> {
    this.log = log
    this.opens = { kago: 'open', port: this.fronts.pages.port, databaseUrl, processes: this.count }
    for (const worker of this.workers.keys()) this.tell(worker, this.opens)
    await Promise.all(this.starting)
    // From here on one that ends is started again, and does not end the others.
    this.fails = 0
  }

  async end(): Promise<void> {
    this.isEnding = true
    const left = [...this.workers.keys()]
    for (const worker of left) worker.process.kill('SIGTERM')
    // As long as they take new ones, so that a proxy can turn away first.
    setTimeout(() => {
      this.fronts.pages.close()
      this.fronts.machines?.close()
    }, graceMs)
    await Promise.all(left.map(worker => (worker.isDead() ? null : once(worker, 'exit'))))
  }

  /** Resolves when it serves. */
  private fork(): Promise<void> {
    const worker = cluster.fork(this.environment())
    const ready = Promise.withResolvers<void>()
    ready.promise.catch(() => {})
    this.workers.set(worker, { ready, bornAt: performance.now() })
    hear(worker, said => this.heard(worker, said))
    worker.once('exit', (code, signal) => this.ended(worker, code, signal))
    return ready.promise
  }

  private heard(worker: Worker, said: Said): void {
    switch (said.kago) {
      case 'here':
        // Where nobody serves yet, it says that it is starting.
        if (!this.fronts.pages.isServed) this.fronts.pages.add(worker)
        if (this.opens) this.tell(worker, this.opens)
        break
      case 'taken':
        this.fronts[said.door]?.taken(worker, said.id)
        break
      case 'ready':
        this.fronts.pages.add(worker)
        this.fronts.machines?.add(worker)
        this.workers.get(worker)?.ready.resolve()
        break
      case 'gather':
        void this.gather().then(numbers => this.tell(worker, { kago: 'gathered', id: said.id, numbers }))
        break
      case 'counted':
        this.counted(worker, said)
        break
      case 'open':
      case 'visitor':
      case 'count':
      case 'gathered':
        break
      default:
        said satisfies never
    }
  }

  private counted(worker: Worker, { id, numbers }: Extract<Said, { kago: 'counted' }>): void {
    const round = this.gathering.get(id)
    if (!round?.missing.delete(worker)) return
    round.numbers.push(numbers)
    if (round.missing.size === 0) round.done()
  }

  private async gather(): Promise<object[][]> {
    const id = ++this.asked
    const { promise, resolve } = Promise.withResolvers<void>()
    const round = { missing: new Set(this.workers.keys()), numbers: [] as object[][], done: resolve }
    this.gathering.set(id, round)
    for (const worker of round.missing) this.tell(worker, { kago: 'count', id })
    const late = setTimeout(resolve, countMs)
    await promise
    clearTimeout(late)
    this.gathering.delete(id)
    return round.numbers
  }

  private ended(worker: Worker, code: number | null, signal: string | null): void {
    const { ready, bornAt } = this.workers.get(worker)!
    this.workers.delete(worker)
    this.fronts.pages.remove(worker)
    this.fronts.machines?.remove(worker)
    for (const round of this.gathering.values())
      if (round.missing.delete(worker) && round.missing.size === 0) round.done()
    const failed = new Error('One of the processes could not start. What it said stands above.')
    ready.reject(failed)
    if (this.isEnding || this.log === null) return
    this.log.error('a process ended', { error: signal ?? `${code}` })
    this.fails = performance.now() - bornAt < livesMs ? this.fails + 1 : 0
    const waitMs = this.fails === 0 ? 0 : Math.min(waitMaxMs, 250 * 2 ** this.fails)
    setTimeout(() => this.isEnding || void this.fork(), waitMs)
  }

  /** One that is just ending hears nothing any more. */
  private tell(worker: Worker, said: Said): void {
    if (worker.isConnected()) worker.send(said, () => {})
  }
}

import type { Context, MiddlewareHandler } from 'hono'
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { lastBackup } from '#backup/last-backup.ts'
import { poolState } from '#database/database.ts'
import type { DatabaseWatch } from '#database/watch.ts'
import type { Library } from '#library.ts'
import { lastNight } from '#nightly/last-night.ts'
import { missedNights } from '#nightly/missed-nights.ts'
import { waitingNotices } from '#notices/waiting-notices.ts'
import type { Page } from '../page.ts'
import { isStaffPath } from '../path-table.ts'
import { protocolOf } from '../paths.ts'
import { clientAddress } from './address.ts'

/** What is told of this process and its library to a monitor. Numbers only: no patron, card, query or address. */
export type Metrics = {
  /** Counts each answer, and how long it took. */
  count: MiddlewareHandler<Page>
  /** An answer by SIP2: to which message, and how long it took. */
  countSip2(code: string, seconds: number): void
  /** The numbers in the Prometheus format, for this machine, or for whoever has the token; 404 for all others. */
  answer(c: Context<Page>): Promise<Response>
  /** Those of this process, to be gathered with those of others. */
  numbers(): Promise<object[]>
}

export type MetricsOptions = {
  token: string | null
  watch?: Pick<DatabaseWatch, 'isAway'>
  /** Seconds since the index was last up to date. */
  indexLag?: () => number
  /** The same of the copy from which pages are made while the database is away; null: there is none yet. */
  copyLag?: () => number | null
  /** The numbers of all processes behind this address; without it there is this one alone. */
  gather?: () => Promise<object[][]>
}

export function openMetrics(
  library: Library,
  { token, watch, indexLag = () => 0, copyLag = () => null, gather }: MetricsOptions,
): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'kago_requests_total',
    help: 'Answers by kind of visitor, route and status',
    labelNames: ['lane', 'route', 'status'] as const,
    registers: [registry],
  })
  const tookOf = <Label extends string>(label: Label, name: string, help: string, buckets: number[]) =>
    new Histogram({ name, help, labelNames: [label], buckets, registers: [registry] })
  const fine = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
  const coarse = [0.005, 0.025, 0.1, 0.5, 1, 5]
  const seconds = tookOf('lane', 'kago_request_seconds', 'How long answers took', fine)
  const ofProtocols = tookOf(
    'protocol',
    'kago_protocol_seconds',
    'How long answers to machines took, by protocol',
    coarse,
  )
  const ofSip2 = tookOf(
    'message',
    'kago_sip2_seconds',
    'How long answers to self-check machines took, by message',
    coarse,
  )
  const take = vitalSigns(registry, library, { isAway: () => watch?.isAway ?? false, indexLag, copyLag })
  return {
    async count(c, next) {
      const end = seconds.startTimer()
      await next()
      const protocol = protocolOf(c.req.path)
      const lane = protocol ? 'machine' : laneOf(c)
      const took = end({ lane })
      if (protocol) ofProtocols.observe({ protocol }, took)
      requests.inc({ lane, route: c.req.routePath, status: c.res.status })
    },
    countSip2: (message, seconds) => ofSip2.observe({ message }, seconds),
    async answer(c) {
      if (!mayRead(c, token)) return c.text('not found', 404)
      await take()
      const all = gather ? AggregatorRegistry.aggregate(await gather()) : registry
      return c.body(await all.metrics(), 200, {
        'content-type': registry.contentType,
        'cache-control': 'no-store',
      })
    },
    async numbers() {
      await take()
      return await registry.getMetricsAsJSON()
    },
  }
}

const laneOf = (c: Context<Page>) =>
  isStaffPath(c.req.path) ? 'staff' : c.get('visitor')?.is === 'patron' ? 'patron' : 'anonymous'

/** A proxy on this machine brings everybody from this machine: who was passed on needs the token. */
function mayRead(c: Context<Page>, token: string | null): boolean {
  if (token !== null && c.req.header('authorization') === `Bearer ${token}`) return true
  const isPassedOn = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some(name => c.req.header(name) !== undefined)
  const address = clientAddress(c, 0)
  return !isPassedOn && (address.startsWith('127.') || address === '0:0:0:0::/64')
}

/** What is asked of the library each time that somebody reads the numbers. What has never happened has no number. */
function vitalSigns(
  registry: Registry,
  library: Library,
  { isAway, indexLag, copyLag }: { isAway(): boolean; indexLag(): number; copyLag(): number | null },
): () => Promise<void> {
  const gauge = (name: string, help: string, labelNames: string[] = [], aggregator: 'max' | 'min' | 'sum' = 'max') =>
    new Gauge({ name, help, labelNames, aggregator, registers: [registry] })
  gauge('kago_processes', 'Processes that serve behind this address', [], 'sum').set(1)
  const up = gauge('kago_database_up', '1 when the database answers', [], 'min')
  const pool = gauge('kago_pool_connections', 'Connections to the database, and what waits for one', ['state'], 'sum')
  const lag = gauge('kago_index_lag_seconds', 'Since when the search index has not been up to date')
  const copy = gauge(
    'kago_catalogue_copy_lag_seconds',
    'Since when the copy of the catalogue, for when the database is away, has not been up to date',
  )
  const waiting = gauge('kago_notices_waiting', 'Notices that are due and not told', ['channel'])
  const oldest = gauge('kago_notice_oldest_seconds', 'How long the oldest mail has been due')
  const night = gauge('kago_night_age_seconds', 'Since the last night ended')
  const missed = gauge('kago_nights_missed', 'Nights of the last month that have not run')
  const backup = gauge('kago_backup_age_seconds', 'Since the last backup was made')
  return async () => {
    const state = poolState(library.db)
    pool.set({ state: 'busy' }, state.connections - state.idle)
    pool.set({ state: 'idle' }, state.idle)
    pool.set({ state: 'waiting' }, state.waiting)
    lag.set(indexLag())
    const behind = copyLag()
    if (behind === null) copy.remove()
    else copy.set(behind)
    waiting.reset()
    for (const one of [oldest, night, missed, backup]) one.remove()
    const found = isAway() ? null : await look(library).catch(() => null)
    up.set(found ? 1 : 0)
    if (!found) return
    waiting.set({ channel: 'mail' }, found.waiting.mails)
    waiting.set({ channel: 'phone' }, found.waiting.calls)
    waiting.set({ channel: 'letter' }, found.waiting.letters)
    missed.set(found.missed.length)
    const age = (at: Temporal.Instant) => library.clock.now().since(at).total('seconds')
    oldest.set(found.waiting.oldestMailDueAt ? age(found.waiting.oldestMailDueAt) : 0)
    if (found.night) night.set(age(found.night))
    if (found.backup) backup.set(age(found.backup.at))
  }
}

async function look(library: Library) {
  const [waiting, night, missed, backup] = await Promise.all([
    waitingNotices(library),
    lastNight(library),
    missedNights(library),
    lastBackup(library),
  ])
  return { waiting, night, missed, backup }
}

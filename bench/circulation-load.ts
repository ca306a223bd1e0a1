import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { checkIn } from '#circulation/desk/check-in.ts'
import { checkOut } from '#circulation/desk/check-out.ts'
import { sql } from '#database/database.ts'
import { placeHolds } from '#holds/ordering/place-holds.ts'
import { BibId, BranchId, OrderId, PatronId } from '#ids.ts'
import { Pool } from './pool.ts'
import { type BenchLibrary, demandExponent, drawRank, type Sizes } from './town.ts'

/** What a phase of a load run measured, in milliseconds and per second. */
export type Measured = {
  name: string
  perSecond: number
  count: number
  failed: number
  p50: number
  p95: number
  p99: number
  max: number
  /** Milliseconds of processor a work, by who used them; what another program takes away does not count. */
  cpu: Record<string, number>
  answers: Record<string, number>
  /** The times of each kind of work: the first word of its answer. */
  kinds: Record<string, { count: number; p50: number; p95: number; p99: number }>
}

/** Processor clocks, in milliseconds, of those who take part. */
export type Processors = Record<string, () => number>

export type Work = () => Promise<string>

/** The day of a city at its counters and on the web: orders, loans, and returns of which many are waited for. */
export async function mixedWork(library: BenchLibrary, sizes: Sizes): Promise<Work> {
  const staff = { is: 'staff', login: 'bench' } as const
  const loans = await sql<{ barcode: string; branch: BranchId }>`
    select barcode, home_branch_id as branch from item where status = 'loan' order by hashint8(id)`.execute(library.db)
  const lent = new Pool(loans.rows)
  const onShelf = await sql<{ barcode: string; branch: BranchId }>`
    select barcode, home_branch_id as branch from item where status = 'shelf' order by hashint8(id) limit 500000`.execute(
    library.db,
  )
  const shelf = new Pool(onShelf.rows)
  const draw = (max: number) => 1 + Math.floor(Math.random() * max)
  const title = () => BibId(drawRank(sizes.bibs, demandExponent))

  const works: Work[] = [
    async () => {
      const patronId = PatronId(draw(sizes.patrons))
      const bibIds = [...new Set(Array.from({ length: draw(3) }, title))]
      const pickup = { branchId: BranchId(`b${patronId % 8}`), stopId: null }
      const order = {
        id: OrderId(randomUUID()),
        kind: 'ordinary',
        channel: 'web',
        bibIds,
        pickup,
        contact: 'mail',
      } as const
      const outcome = await placeHolds(library, patronId, { ...order, bibIds, confirmByMail: patronId % 4 === 0 })
      return outcome.ok ? 'order: placed' : `order: refused: ${outcome.refusal.why}`
    },
    async () => {
      const copy = lent.take()
      if (!copy) return 'return: nothing to return'
      const branchId = Math.random() < 0.8 ? copy.branch : BranchId(`b${draw(8) - 1}`)
      const verdict = await checkIn(library, { actor: staff, branchId, barcode: copy.barcode })
      if (verdict.do === 'shelve') shelf.putBack(copy)
      return `return: ${verdict.do}${'holdId' in verdict && verdict.holdId ? ' for a hold' : ''}`
    },
    async () => {
      const copy = shelf.take()
      if (!copy) return 'loan: nothing to lend'
      const patronId = PatronId(draw(sizes.patrons))
      const outcome = await checkOut(library, { actor: staff, branchId: copy.branch, patronId, barcode: copy.barcode })
      if (outcome.ok) lent.putBack(copy)
      return outcome.ok ? 'loan: lent' : `loan: refused: ${outcome.refusal.why}`
    },
  ]
  let turn = 0
  return () => {
    library.clock.forward({ milliseconds: 2 })
    return works[turn++ % works.length]!()
  }
}

/**
 * The least that a lasting change can cost here: one transaction with a hold, a row of history and a row of the outbox.
 */
export async function bareWork(library: BenchLibrary, sizes: Sizes): Promise<Work> {
  const orderId = randomUUID()
  const at = library.clock.now()
  await sql`insert into hold_order (id, kind, channel, placed_at) values (${orderId}, 'ordinary', 'web', ${at})`.execute(
    library.db,
  )
  let nth = 0
  return async () => {
    const key = `bare:${orderId}:${++nth}`
    await library.db.transaction().execute(async tx => {
      const { rows } = await sql<{ id: number }>`
        insert into hold (bib_id, order_id, order_position, kind, channel, state, pickup_branch_id, contact, applied_at, closed_at, closed_why)
        values (${1 + (nth % sizes.bibs)}, ${orderId}, 1, 'ordinary', 'web', 'closed', 'b0', 'mail', ${at}, ${at}, 'cancelled') returning id`.execute(
        tx,
      )
      await sql`
        insert into hold_event (hold_id, at, actor, from_state, to_state, why)
        values (${rows[0]!.id}, ${at}, 'system', null, 'closed', 'apply')`.execute(tx)
      await sql`
        insert into notice (dedupe_key, kind, channel, recipient, facts, due_at, next_try_at, message_id)
        values (${key}, 'ready', 'mail', 'a@example.jp', '{}', ${at}, ${at}, ${key})`.execute(tx)
    })
    return 'bare'
  }
}

/** Works as fast as `workers` at once can. */
export async function saturate(
  name: string,
  work: Work,
  workers: number,
  seconds: number,
  processors: Processors = actionProcessors,
): Promise<Measured> {
  const meter = new Meter(processors)
  const until = performance.now() + seconds * 1000
  const worker = async () => {
    while (performance.now() < until) await meter.time(work, performance.now())
  }
  await Promise.all(Array.from({ length: workers }, worker))
  return meter.read(name, seconds)
}

/** Begins `rate` works a second whether or not the earlier ones are done, as people do; waiting counts as time. */
export async function arrive(
  name: string,
  work: Work,
  rate: number,
  seconds: number,
  processors: Processors = actionProcessors,
): Promise<Measured> {
  const meter = new Meter(processors)
  const begun = performance.now()
  const running = new Set<Promise<void>>()
  for (let nth = 0; nth < rate * seconds; nth++) {
    const due = begun + (nth * 1000) / rate
    const wait = due - performance.now()
    if (wait > 0.5) await new Promise(resolve => setTimeout(resolve, wait))
    const one = meter.time(work, due).finally(() => running.delete(one))
    running.add(one)
  }
  await Promise.all(running)
  return meter.read(name, (performance.now() - begun) / 1000)
}

let postmaster: string | null = null

/** Which PostgreSQL is ours: the parent of the process that answers. */
export async function watchServer(library: BenchLibrary): Promise<void> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(library.db)
  postmaster = readStat(String(rows[0]!.pid))?.[1] ?? null
}

/**
 * Processor time of our PostgreSQL's processes, with those that have ended, in milliseconds; 0 where /proc tells
 * nothing.
 */
export function databaseCpu(): number {
  const parent = postmaster === null ? null : readStat(postmaster)
  if (parent === null) return 0
  const children = readdirSync('/proc').map(name => (/^\d+$/.test(name) ? readStat(name) : null))
  // Of itself: its own time, and that of the children it has buried.
  const own = [11, 12, 13, 14].reduce((sum, field) => sum + Number(parent[field]), 0)
  return children.reduce(
    (sum, stat) => (stat?.[1] === postmaster ? sum + 10 * (Number(stat[11]) + Number(stat[12])) : sum),
    10 * own,
  )
}

/** The fields of a process after its name: state, parent, … */
function readStat(pid: string): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null // Not this kind of machine, or it has just ended.
  }
}

/** Processor time of this process, in milliseconds. */
export const serviceCpu = () => (process.cpuUsage().user + process.cpuUsage().system) / 1000

/** Processor time of another process with all its threads, in milliseconds; 0 where /proc tells nothing. */
export function cpuOf(pid: number): number {
  const stat = readStat(String(pid))
  return stat ? 10 * (Number(stat[11]) + Number(stat[12])) : 0
}

/** The same of a process and those that it has begun. */
export const cpuOfAll = (pid: number): number =>
  readdirSync('/proc').reduce(
    (sum, name) => (readStat(name)?.[1] === String(pid) ? sum + cpuOf(Number(name)) : sum),
    cpuOf(pid),
  )

/** Through the actions, load and service are one process. */
const actionProcessors: Processors = { service: serviceCpu, database: databaseCpu }

class Meter {
  private readonly begun: Record<string, number>
  private readonly times: number[] = []
  private readonly kinds = new Map<string, number[]>()
  private readonly answers: Record<string, number> = {}
  private failed = 0

  private readonly processors: Processors

  constructor(processors: Processors) {
    this.processors = processors
    this.begun = this.readProcessors()
  }

  async time(work: Work, from: number): Promise<void> {
    let answer: string
    try {
      answer = await work()
    } catch (error) {
      this.failed++
      answer = `failed: ${(error as Error).message}`
    }
    this.answers[answer] = (this.answers[answer] ?? 0) + 1
    const took = performance.now() - from
    this.times.push(took)
    const kind = /^\w*/.exec(answer)![0]
    const known = this.kinds.get(kind)
    if (known) known.push(took)
    else this.kinds.set(kind, [took])
  }

  read(name: string, seconds: number): Measured {
    const { count, ...percentiles } = summary(this.times)
    const used = Object.entries(this.readProcessors()).map(
      ([who, ms]) => [who, (ms - this.begun[who]!) / count] as const,
    )
    return {
      name,
      perSecond: count / seconds,
      count,
      failed: this.failed,
      ...percentiles,
      max: this.times.reduce((most, time) => Math.max(most, time), 0),
      cpu: Object.fromEntries(used),
      answers: this.answers,
      kinds: Object.fromEntries([...this.kinds].map(([kind, times]) => [kind, summary(times)])),
    }
  }

  private readProcessors(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.processors).map(([who, clock]) => [who, clock()]))
  }
}

/** How many, and how long half, 95 % and 99 % of them took at most. */
export function summary(times: readonly number[]): { count: number; p50: number; p95: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

export function line(measured: Measured): string {
  const { name, perSecond, count, failed, p50, p95, p99, max, cpu } = measured
  const used = Object.entries(cpu).map(([who, each]) => `${who} ${each.toFixed(2)} ms`)
  return `${name}: ${perSecond.toFixed(0)}/s, ${count} in all, ${failed} failed; p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}, max ${ms(max)}; processor a work: ${used.join(', ')}`
}

/** One line for each kind of work, or each page. */
export const kindLines = (kinds: Measured['kinds']): string[] =>
  Object.entries(kinds)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(
      ([kind, { count, p50, p95, p99 }]) =>
        `  ${kind.padEnd(28)} ${`${count}`.padStart(7)}   p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}`,
    )

const ms = (value: number) => `${value.toFixed(1)} ms`

import {
  arrive,
  bareWork,
  cpuOfAll,
  databaseCpu,
  kindLines,
  line,
  type Measured,
  mixedWork,
  saturate,
  serviceCpu,
  summary,
  watchServer,
} from './circulation-load.ts'
import { httpWork } from './http-load.ts'
import { KeptConnection } from './kept-connection.ts'
import { startBarePeer, startService } from './service.ts'
import { type BenchLibrary, demandExponent, drawRank, type Sizes } from './town.ts'

export type Run = { workers: number; seconds: number; rate: number }
/** `processes`: so many serve behind one port; 1. */
export type PageRun = Run & { processes?: number }
type Say = (text: string) => void

/** The mix through the actions: beside the bare database, as fast as it goes, and at a steady rate. */
export async function measureActions(library: BenchLibrary, sizes: Sizes, run: Run, say: Say): Promise<Measured> {
  const { workers, seconds, rate } = run
  await watchServer(library)
  const short = shortOf(seconds)
  const bareName = 'bare PostgreSQL (hold + history + outbox in one transaction)'
  const bare = await saturate(bareName, await bareWork(library, sizes), workers, short)
  say(line(bare))
  const work = await mixedWork(library, sizes)
  await saturate('warming up', work, workers, Math.min(10, short))
  const most = await saturate(`as fast as it goes, ${workers} at once`, work, workers, short)
  say(line(most))
  say(`  that is ${((100 * most.perSecond) / bare.perSecond).toFixed(0)} % of bare PostgreSQL`)
  const steady = await arrive(`${rate} a second for ${seconds} s`, work, rate, seconds)
  tell(steady, say)
  return steady
}

/**
 * The ceiling of a page: Hono and pg alone, which place an order in one transaction of three inserts and show it.
 * @returns answers a second, by the number of its processes
 */
export async function measureBarePeer(
  library: BenchLibrary,
  sizes: Sizes,
  { workers, seconds }: Pick<Run, 'workers' | 'seconds'>,
  say: Say,
): Promise<Record<number, number>> {
  await watchServer(library)
  const short = shortOf(seconds)
  const bySecond: Record<number, number> = {}
  for (const processes of [1, 2]) {
    const peer = await startBarePeer(library.url, processes)
    let answers = 0
    const free: KeptConnection[] = []
    const work = async () => {
      const line = free.pop() ?? (await KeptConnection.open(peer.port))
      const order = [
        ['patron', `${1 + Math.floor(Math.random() * sizes.patrons)}`],
        ['bib', `${drawRank(sizes.bibs, demandExponent)}`],
        ['pickup', `b${Math.floor(Math.random() * 8)}`],
        ['at', `${library.clock.now()}`],
      ] as const
      const sent = await line.post('/orders', order)
      answers++
      if (sent.location !== null) {
        await line.get(new URL(sent.location, 'http://127.0.0.1').pathname)
        answers++
      }
      free.push(line)
      return sent.status === 303 ? 'order: placed' : `order: refused: ${sent.status}`
    }
    try {
      await saturate('warming up', work, workers, Math.min(5, short))
      answers = 0
      const processors = { peer: () => cpuOfAll(peer.pid), database: databaseCpu, generator: serviceCpu }
      const name = `Hono and pg alone, ${processes === 1 ? 'one process' : `${processes} processes`}`
      const most = await saturate(name, work, workers, short, processors)
      bySecond[processes] = answers / short
      tell(most, say)
      say(`  ${bySecond[processes]!.toFixed(0)} answers a second`)
    } finally {
      await Promise.all(free.map(line => line.close()))
      await peer.stop()
    }
  }
  return bySecond
}

/** The mix through the pages of a service that runs as a process of its own on the same town. */
export async function measurePages(
  library: BenchLibrary,
  sizes: Sizes,
  run: PageRun,
  say: Say,
): Promise<{ most: Measured; steady: Measured; answersPerSecond: number }> {
  const { workers, seconds, rate, processes = 1 } = run
  await watchServer(library)
  const short = shortOf(seconds)
  const at = library.clock.now()
  const begun = performance.now()
  const env = {
    DATABASE_URL: library.url,
    DATA_DIR: library.dataDir,
    KAGO_SECRETS: secretsText(library.secrets),
    KAGO_AT: at.toString(),
    NODE_ENV: 'development',
  }
  const service = await startService(env, processes)
  say(
    `the service (${processes === 1 ? 'one process' : `${processes} processes`}) was ready after ${((performance.now() - begun) / 1000).toFixed(1)} s`,
  )
  const pages = new Map<string, number[]>()
  const took = (page: string, ms: number) => void (pages.get(page)?.push(ms) ?? pages.set(page, [ms]))
  const processors = { service: () => cpuOfAll(service.pid), database: databaseCpu, generator: serviceCpu }
  try {
    // As many as place the orders of the run without coming to the limit of open holds.
    const patrons = Math.min(sizes.patrons, Math.ceil(100 + (seconds * rate) / 9 + short * 20))
    const { work, close } = await httpWork(library, sizes, { port: service.port, patrons, took })
    await saturate('warming up', work, workers, Math.min(10, short), processors)
    pages.clear()
    const most = await saturate(
      `through the pages, as fast as it goes, ${workers} at once`,
      work,
      workers,
      short,
      processors,
    )
    tell(most, say)
    const answersPerSecond = [...pages.values()].reduce((sum, times) => sum + times.length, 0) / short
    say(`  ${answersPerSecond.toFixed(0)} answers a second`)
    pages.clear()
    const name = `through the pages, ${rate} a second for ${seconds} s`
    const steady = await arrive(name, work, rate, seconds, processors)
    tell(steady, say)
    const answers = [...pages].map(([page, times]) => [page, summary(times)] as const)
    for (const each of kindLines(Object.fromEntries(answers))) say(each)
    await close()
    return { most, steady, answersPerSecond }
  } finally {
    await service.stop()
    // What comes after happens after it.
    library.clock.forward({ seconds: Math.ceil((performance.now() - begun) / 1000) })
  }
}

const secretsText = (secrets: BenchLibrary['secrets']) =>
  JSON.stringify(Object.fromEntries(Object.entries(secrets).map(([name, key]) => [name, key.toString('hex')])))

const shortOf = (seconds: number) => Math.min(30, Math.max(5, seconds / 10))

function tell(measured: Measured, say: Say): void {
  say(line(measured))
  for (const each of kindLines(measured.kinds)) say(each)
  for (const [answer, count] of Object.entries(measured.answers).sort((a, b) => b[1] - a[1]))
    say(`  ${answer}: ${count}`)
}

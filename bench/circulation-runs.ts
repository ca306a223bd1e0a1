import {
  arrive,
  bareWork,
  cpuOf,
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
import { startService } from './service.ts'
import type { BenchLibrary, Sizes } from './town.ts'

export type Run = { workers: number; seconds: number; rate: number }
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

/** The mix through the pages of a service that runs as a process of its own on the same town. */
export async function measurePages(
  library: BenchLibrary,
  sizes: Sizes,
  run: Run,
  say: Say,
): Promise<{ most: Measured; steady: Measured }> {
  const { workers, seconds, rate } = run
  await watchServer(library)
  const short = shortOf(seconds)
  const at = library.clock.now()
  const begun = performance.now()
  const service = await startService({
    DATABASE_URL: library.url,
    DATA_DIR: library.dataDir,
    KAGO_SECRETS: secretsText(library.secrets),
    KAGO_AT: at.toString(),
    NODE_ENV: 'development',
  })
  say(`the service was ready after ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  const pages = new Map<string, number[]>()
  const took = (page: string, ms: number) => void (pages.get(page)?.push(ms) ?? pages.set(page, [ms]))
  const processors = { service: () => cpuOf(service.pid), database: databaseCpu, generator: serviceCpu }
  try {
    // As many as place the orders of the run without coming to the limit of open holds.
    const patrons = Math.min(sizes.patrons, Math.ceil(100 + (seconds * rate) / 9 + short * 20))
    const { work, close } = await httpWork(library, sizes, { port: service.port, patrons, took })
    await saturate('warming up', work, workers, Math.min(10, short), processors)
    const most = await saturate(
      `through the pages, as fast as it goes, ${workers} at once`,
      work,
      workers,
      short,
      processors,
    )
    tell(most, say)
    pages.clear()
    const name = `through the pages, ${rate} a second for ${seconds} s`
    const steady = await arrive(name, work, rate, seconds, processors)
    tell(steady, say)
    const answers = [...pages].map(([page, times]) => [page, summary(times)] as const)
    for (const each of kindLines(Object.fromEntries(answers))) say(each)
    await close()
    return { most, steady }
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

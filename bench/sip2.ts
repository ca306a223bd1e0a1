// `npm run sip2`: a day of self-check machines and return sorters against a running service: what a second bears, how
// long an answer takes, what 500 machines cost that say nothing, and that reports, nonsense and slow lines leave a
// sound library. SECONDS (60), WORKERS (16), RATE (300), MACHINES (96), IDLE (500) and SCALE (0.02 = 20,000 bibs)
// change the run; DATABASE_URL names another, empty server. Every eighth machine asks for the password, whose slow hash
// is part of the measure.
import { createServer } from 'node:net'
import { checkLibrary } from '#check/check-library.ts'
import { serveSip2 } from '#protocols/sip2/server.ts'
import { dayOf } from '#time/clock.ts'
import { selfCheck } from '../test/sip2.ts'
import {
  arrive,
  cpuOf,
  databaseCpu,
  kindLines,
  line,
  type Measured,
  saturate,
  serviceCpu,
  watchServer,
} from './circulation-load.ts'
import { startService } from './service.ts'
import { dayOfMachines, givenMachines, misbehave, replayTwice, slowLine } from './sip2-day.ts'
import { fillTown, openBenchLibrary, scaled } from './town.ts'

const env = (name: string, usual: number) => Number(process.env[name] ?? usual)
const say = (text: string) => void process.stdout.write(`${text}\n`)
const sizes = scaled(env('SCALE', 0.02))

const library = await openBenchLibrary({
  at: '2026-11-24T10:00:00',
  connections: 4,
  ...(process.env.DATABASE_URL ? { url: process.env.DATABASE_URL } : {}),
})
try {
  await fillTown(library, sizes)
  await givenMachines(library)
  await watchServer(library)
  await measureIdle()
  const port = await freePort()
  const service = await startService({
    DATABASE_URL: library.url,
    DATA_DIR: library.dataDir,
    KAGO_SECRETS: JSON.stringify(
      Object.fromEntries(Object.entries(library.secrets).map(([name, key]) => [name, key.toString('hex')])),
    ),
    KAGO_AT: library.clock.now().toString(),
    NODE_ENV: 'development',
    SIP2_PORT: `${port}`,
  })
  try {
    await measure(port, service.pid)
  } finally {
    await service.stop()
  }
  const broken = await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))
  say(broken.length === 0 ? 'kago check: all is well' : `kago check: ${JSON.stringify(broken, null, 1)}`)
  if (broken.length > 0) process.exitCode = 1
} finally {
  await library.close()
}

async function measure(port: number, pid: number): Promise<void> {
  const replayed = await replayTwice(library, port, 40)
  say(`reported twice: ${replayed.filter(ok => ok === '1').length} of ${replayed.length} taken in`)
  const day = await dayOfMachines(library, sizes, { port, machines: env('MACHINES', 96) })
  const processors = { service: () => cpuOf(pid), database: databaseCpu, generator: serviceCpu }
  const workers = env('WORKERS', 16)
  await saturate('warming up', day.work, workers, 5, processors)
  const seconds = env('SECONDS', 60)
  tell(await saturate(`as fast as it goes, ${workers} at once`, day.work, workers, seconds / 2, processors))
  const rate = env('RATE', 300)
  tell(await arrive(`${rate} a second`, day.work, rate, seconds / 2, processors))
  day.close()
  await misbehave(port)
  say(`a slow line was answered ${await slowLine(library, port)}; nonsense and a flood were cut`)
}

/**
 * What machines cost that have signed in and say nothing. Served and called in this process, after a collection of
 * garbage, because the resident size of a service goes up and down by more: an upper bound, with the callers in it.
 */
async function measureIdle(): Promise<void> {
  const server = await serveSip2(library, { port: 0, host: '127.0.0.1' })
  const idle: { close(): void }[] = []
  const add = async (count: number) => {
    for (let n = 0; n < count; n++) idle.push(await selfCheck(library, server.port, { name: `kiosk${n % 8}` }))
  }
  await add(20)
  const before = usedMegabytes()
  const count = env('IDLE', 500)
  await add(count)
  say(`${count} idle connections, with their callers: ${(usedMegabytes() - before).toFixed(1)} MB`)
  for (const one of idle) one.close()
  await server.close()
}

function usedMegabytes(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1024 / 1024
}

function tell(measured: Measured): void {
  say(line(measured))
  for (const each of kindLines(measured.kinds)) say(each)
  const answers = Object.entries(measured.answers).sort((a, b) => b[1] - a[1])
  for (const [answer, count] of answers) say(`  ${answer}: ${count}`)
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

// `npm run sip2`: a day of self-check machines and return sorters against a running service: what a second bears, how long an answer
// takes, what 500 machines cost that say nothing, and that reports, nonsense and slow lines leave a sound library.
// SECONDS (60), WORKERS (16), RATE (300), MACHINES (96), IDLE (500) and SCALE (0.02 = 20,000 bibs) change the run; DATABASE_URL names another,
// empty server. Every eighth machine asks for the password, whose slow hash is part of the measure.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { checkLibrary } from '#check/check-library.ts'
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
  await measureIdle(port, pid)
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

/** What machines cost that have signed in and say nothing. The first of them warm the service up. */
async function measureIdle(port: number, pid: number): Promise<void> {
  const idle: { close(): void }[] = []
  const add = async (count: number) => {
    for (let n = 0; n < count; n++) idle.push(await selfCheck(library, port, { name: `kiosk${n % 8}` }))
  }
  await add(50)
  const before = residentMegabytes(pid)
  const count = env('IDLE', 500)
  await add(count)
  const after = residentMegabytes(pid)
  say(`${count} idle connections: ${(after - before).toFixed(1)} MB more of ${after.toFixed(0)} MB`)
  for (const one of idle) one.close()
}

function tell(measured: Measured): void {
  say(line(measured))
  for (const each of kindLines(measured.kinds)) say(each)
  const answers = Object.entries(measured.answers).sort((a, b) => b[1] - a[1])
  for (const [answer, count] of answers) say(`  ${answer}: ${count}`)
}

/** Of another process; not a number where /proc tells nothing. */
function residentMegabytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

// `npm run bench:circulation`: how many orders, returns and loans a second this machine bears, service and database together.
// SECONDS (600), RATE (350), WORKERS (16) and SCALE (1 = a million bibs) change the run; DATABASE_URL names another, empty server.
import { arrive, bareWork, line, mixedWork, saturate, watchServer } from './circulation-load.ts'
import { fillTown, openBenchLibrary, scaled } from './town.ts'

const env = (name: string, usual: number) => Number(process.env[name] ?? usual)
const say = (text: string) => void process.stdout.write(`${text}\n`)
const seconds = env('SECONDS', 600)
const rate = env('RATE', 350)
const workers = env('WORKERS', 16)
const sizes = scaled(env('SCALE', 1))

const library = await openBenchLibrary({
  at: '2026-11-24T10:00:00',
  connections: workers,
  ...(process.env.DATABASE_URL ? { url: process.env.DATABASE_URL } : {}),
})
try {
  const begun = performance.now()
  await fillTown(library, sizes)
  say(
    `${sizes.bibs} bibs, ${sizes.items} copies, ${sizes.patrons} patrons; made in ${((performance.now() - begun) / 1000).toFixed(0)} s`,
  )

  await watchServer(library)
  const short = Math.min(30, Math.max(5, seconds / 10))
  const bare = await saturate(
    'bare PostgreSQL (hold + history + outbox in one transaction)',
    await bareWork(library, sizes),
    workers,
    short,
  )
  say(line(bare))
  const work = await mixedWork(library, sizes)
  await saturate('warming up', work, workers, Math.min(10, short))
  const most = await saturate(`as fast as it goes, ${workers} at once`, work, workers, short)
  say(line(most))
  say(`  that is ${((100 * most.perSecond) / bare.perSecond).toFixed(0)} % of bare PostgreSQL`)
  const steady = await arrive(`${rate} a second for ${seconds} s`, work, rate, seconds)
  say(line(steady))
  for (const [answer, count] of Object.entries(steady.answers).sort((a, b) => b[1] - a[1])) say(`  ${answer}: ${count}`)
} finally {
  await library.close()
}

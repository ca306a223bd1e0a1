// `npm run bench:night`: how long the run of a large city's night takes here, service and database together.
// APPLICATIONS (288000), CANCELLATIONS (30000) and SCALE (1 = a million bibs) change the run; DATABASE_URL names
// another, empty server.
import { databaseCpu, serviceCpu, watchServer } from './circulation-load.ts'
import { playNight } from './night-load.ts'
import { fillTown, openBenchLibrary, scaled } from './town.ts'

const env = (name: string, usual: number) => Number(process.env[name] ?? usual)
const say = (text: string) => void process.stdout.write(`${text}\n`)
const sizes = scaled(env('SCALE', 1))

const library = await openBenchLibrary({
  at: '2026-11-24T10:00:00',
  connections: 8,
  ...(process.env.DATABASE_URL ? { url: process.env.DATABASE_URL } : {}),
})
try {
  await fillTown(library, sizes)
  // The town's own day has had its night.
  library.clock.set('2026-11-25T03:00:00')
  say(`${sizes.bibs} bibs, ${sizes.items} copies, ${sizes.patrons} patrons`)
  const work = { applications: env('APPLICATIONS', 288_000), cancellations: env('CANCELLATIONS', 30_000) }
  await watchServer(library)
  const before = { service: serviceCpu(), database: databaseCpu() }
  const { seconds, steps } = await playNight(library, sizes, work, say)
  for (const { step, counted, seconds } of steps)
    if (counted > 0 || seconds >= 0.1) say(`${step}: ${counted} in ${seconds.toFixed(1)} s`)
  say(`the night took ${seconds.toFixed(1)} s`)
  const spent = (now: number, then: number) => ((now - then) / 1000).toFixed(1)
  say(
    `processor, with making its work: service ${spent(serviceCpu(), before.service)} s, database ${spent(databaseCpu(), before.database)} s`,
  )
} finally {
  await library.close()
}

// `npm run bench:circulation`: how many orders, returns and loans a second this machine bears, service and database
// together, first through the pages of a running service, then through the actions alone.
// The bare Hono and pg of the same run (THROUGH has `bare`) are the ceiling of a page.
// SECONDS (600), RATE (350), WORKERS (16), SCALE (1 = a million bibs) and THROUGH (bare,http,actions) change the run;
// HTTP_RATE (40) and HTTP_SECONDS (SECONDS) are those of the pages; PROCESSES (1; or 1,2) is how many serve them.
// KAGO_BENCH_DIR keeps the town for the next run; DATABASE_URL names another, empty server.
import { measureActions, measureBarePeer, measurePages } from './circulation-runs.ts'
import { fillTown, isFilled, openBenchLibrary, scaled } from './town.ts'

const env = (name: string, usual: number) => Number(process.env[name] ?? usual)
const say = (text: string) => void process.stdout.write(`${text}\n`)
const seconds = env('SECONDS', 600)
const workers = env('WORKERS', 16)
const sizes = scaled(env('SCALE', 1))
const through = (process.env.THROUGH ?? 'bare,http,actions').split(',')

const library = await openBenchLibrary({
  at: '2026-11-24T10:00:00',
  connections: workers,
  ...(process.env.DATABASE_URL ? { url: process.env.DATABASE_URL } : {}),
  ...(process.env.KAGO_BENCH_DIR ? { kept: process.env.KAGO_BENCH_DIR } : {}),
})
try {
  const begun = performance.now()
  if (!(await isFilled(library))) await fillTown(library, sizes)
  say(
    `${sizes.bibs} bibs, ${sizes.items} copies, ${sizes.patrons} patrons; made in ${((performance.now() - begun) / 1000).toFixed(0)} s`,
  )
  const run = { workers, seconds, rate: env('RATE', 350) }
  const pages = { workers, seconds: env('HTTP_SECONDS', seconds), rate: env('HTTP_RATE', 40) }
  const bare = through.includes('bare') ? await measureBarePeer(library, sizes, pages, say) : null
  if (through.includes('http')) {
    for (const processes of (process.env.PROCESSES ?? '1').split(',').map(Number)) {
      const { answersPerSecond } = await measurePages(library, sizes, { ...pages, processes }, say)
      for (const [ofBare, most] of Object.entries(bare ?? {}))
        say(
          `  that is ${((100 * answersPerSecond) / most).toFixed(0)} % of Hono and pg alone with ${ofBare} process${ofBare === '1' ? '' : 'es'}`,
        )
    }
  }
  if (through.includes('actions')) await measureActions(library, sizes, run, say)
} finally {
  await library.close()
}

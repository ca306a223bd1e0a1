import { parseArgs } from 'node:util'
import { randomNumbers } from './grown-catalogue.ts'

/**
 * How many visitors a number of processors bears, played from what requests cost: `npm run capacity -- --processors 2
 * --works 50 --readers 400`. Visitors come at random and each request waits for a free processor; the database
 * stands on the same machine. The costs are measured (docs/capacity.md); put in those of your own machine.
 */
const { values } = parseArgs({
  options: {
    processors: { type: 'string', default: '2' },
    /** Works of patrons and the counter a second: an order, a loan, a return, each of several pages. */
    works: { type: 'string', default: '20' },
    /** Pages a second that anybody opens. */
    readers: { type: 'string', default: '200' },
    /** How many of a hundred of these were opened by somebody else within the minute. */
    kept: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
  },
})
const given = (name: keyof typeof values) => Number(values[name])

/** Milliseconds of a processor, those of the database included. */
const costs = { work: 29, page: 4.1, keptPage: 0.25 }

const random = randomNumbers(given('seed'))
const free = Array.from({ length: given('processors') }, () => 0)
const waits: Record<'work' | 'reader', number[]> = { work: [], reader: [] }
let busyMs = 0
const untilMs = given('seconds') * 1_000
const perMs = { work: given('works') / 1_000, reader: given('readers') / 1_000 }

for (let now = 0; now < untilMs; ) {
  now += -Math.log(1 - random()) / (perMs.work + perMs.reader)
  const kind = random() < perMs.work / (perMs.work + perMs.reader) ? 'work' : 'reader'
  const mean = kind === 'work' ? costs.work : random() * 100 < given('kept') ? costs.keptPage : costs.page
  // Half of a request costs always the same; the rest is larger or smaller by chance.
  const cost = mean * (0.5 - 0.5 * Math.log(1 - random()))
  const processor = free.indexOf(Math.min(...free))
  const done = Math.max(now, free[processor]!) + cost
  free[processor] = done
  busyMs += cost
  waits[kind].push(done - now)
}

const at = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
for (const [kind, times] of Object.entries(waits)) {
  const sorted = times.toSorted((one, other) => one - other)
  process.stdout.write(
    `${kind.padEnd(7)} ${String(times.length).padStart(8)}  half within ${at(sorted, 0.5).toFixed(1)} ms, 99 of 100 within ${at(sorted, 0.99).toFixed(1)} ms\n`,
  )
}
process.stdout.write(`processors busy ${((100 * busyMs) / (untilMs * free.length)).toFixed(0)} %\n`)

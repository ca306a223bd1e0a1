import { parseArgs } from 'node:util'
import { randomNumbers } from './grown-catalogue.ts'

/**
 * How many visitors so many processes and processors of a database bear, played from what requests cost:
 * `npm run capacity -- --processes 4 --database 4 --works 100 --readers 400`. Visitors come at random, each to one of
 * the processes; a process is one thread and does one thing at a time, and so does each processor of the database. The
 * costs are measured (docs/capacity.md); put in those of your own machine.
 */
const { values } = parseArgs({
  options: {
    /** Processes of the service, on one machine or several; each needs a processor. */
    processes: { type: 'string', default: '1' },
    /** Processors that the primary database has for itself. */
    database: { type: 'string', default: '1' },
    /** Works of patrons and the counter a second: an order, a loan, a return, five pages each. */
    works: { type: 'string', default: '20' },
    /** Pages a second that anybody opens. */
    readers: { type: 'string', default: '200' },
    /** How many of a hundred of these were opened by somebody else within the minute. */
    kept: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
  },
})
const given = (name: keyof typeof values) => Number(values[name])

/** Milliseconds of a processor that a page costs the service, and the database. */
const costs = { work: [3, 2], page: [1.6, 0.5], keptPage: [0.2, 0] } as const
const pagesOfWork = 5

type Kind = keyof typeof costs
/** A page: half of its service, the database, the other half. `from` is when its work began. */
type Visit = { kind: Kind; process: number; step: 0 | 1 | 2; pagesLeft: number; from: number }

const random = randomNumbers(given('seed'))
const untilMs = given('seconds') * 1_000
const processes = Array.from({ length: given('processes') }, () => 0)
const database = Array.from({ length: given('database') }, () => 0)
const busyMs = { service: 0, database: 0 }
const waits: Record<'work' | 'reader', number[]> = { work: [], reader: [] }

/** What comes next, the earliest last. */
const events: { at: number; visit: Visit }[] = []

function comes(at: number, visit: Visit): void {
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (events[middle]!.at > at) low = middle + 1
    else high = middle
  }
  events.splice(low, 0, { at, visit })
}

/** Half of a cost is always the same; the rest is larger or smaller by chance. */
const drawn = (mean: number) => mean * (0.5 - 0.5 * Math.log(1 - random()))

/** Waits for the first that is free, and works there. @returns when that is done */
function workAt(places: number[], place: number, now: number, cost: number): number {
  const done = Math.max(now, places[place]!) + cost
  places[place] = done
  return done
}

function goOn(now: number, visit: Visit): void {
  const [service, ofDatabase] = costs[visit.kind]
  if (visit.step === 1) {
    const cost = drawn(ofDatabase)
    busyMs.database += cost
    const place = database.indexOf(Math.min(...database))
    comes(workAt(database, place, now, cost), { ...visit, step: 2 })
    return
  }
  const cost = drawn(service / 2)
  busyMs.service += cost
  const done = workAt(processes, visit.process, now, cost)
  if (visit.step === 0) comes(done, { ...visit, step: 1 })
  else if (visit.pagesLeft > 0) comes(done, { ...visit, step: 0, pagesLeft: visit.pagesLeft - 1 })
  else waits[visit.kind === 'work' ? 'work' : 'reader'].push(done - visit.from)
}

for (const [kind, perSecond] of [
  ['work', given('works')],
  ['reader', given('readers')],
] as const)
  for (let at = 0; perSecond > 0; ) {
    at += (-Math.log(1 - random()) * 1_000) / perSecond
    if (at > untilMs) break
    const of: Kind = kind === 'work' ? kind : random() * 100 < given('kept') ? 'keptPage' : 'page'
    const process = Math.floor(random() * processes.length)
    events.push({
      at,
      visit: { kind: of, process, step: 0, pagesLeft: kind === 'work' ? pagesOfWork - 1 : 0, from: at },
    })
  }
events.sort((one, other) => other.at - one.at)
for (let next = events.pop(); next; next = events.pop()) goOn(next.at, next.visit)

const at = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
for (const [kind, times] of Object.entries(waits)) {
  const sorted = times.toSorted((one, other) => one - other)
  process.stdout.write(
    `${kind.padEnd(7)} ${String(times.length).padStart(8)}  half within ${at(sorted, 0.5).toFixed(1)} ms, 99 of 100 within ${at(sorted, 0.99).toFixed(1)} ms\n`,
  )
}
const share = (ms: number, places: number[]) => `${((100 * ms) / (untilMs * places.length)).toFixed(0)} %`
process.stdout.write(
  `busy: processes ${share(busyMs.service, processes)}, database ${share(busyMs.database, database)}\n`,
)

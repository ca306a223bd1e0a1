import { parseArgs } from 'node:util'
import { readConfig } from '#config.ts'
import type { Library } from '#library.ts'
import { openLibraryThere } from '#main.ts'
import { mayRunAhead } from '#nightly/may-run-ahead.ts'
import { nightWork } from '#nightly/night-work.ts'
import { windowStart } from '#nightly/rules/schedule.ts'
import { type NightOutcome, runNight } from '#nightly/run.ts'
import { progressPrinter } from '#std/progress.ts'
import { dayOf, zone } from '#time/clock.ts'
import { type Command, say, UsageError } from './command.ts'

export const nightCommand: Command = async args => {
  const { values } = parseArgs({ args, options: { date: { type: 'string' } } })
  const asked = values.date === undefined ? null : readDay(values.date)
  const config = readConfig()
  const { library, close } = await openLibraryThere(config)
  try {
    const day = asked ?? dayOf(library.clock.now())
    const begins = windowStart(library.policy.intakeWindow, day)
    const ahead = Temporal.Instant.compare(library.clock.now(), begins) < 0
    if (ahead && !(await mayRunAhead(library, config))) {
      say(
        `The night of ${day} begins at ${atHome(begins)}. It is ${atHome(library.clock.now())} now: nothing was done.`,
      )
      return 1
    }
    await announce(library, day, ahead ? begins : null)
    return await run(ahead ? { ...library, clock: { now: () => begins } } : library, day, ahead)
  } finally {
    await close()
  }
}

async function announce(library: Library, day: Temporal.PlainDate, aheadTo: Temporal.Instant | null): Promise<void> {
  if (aheadTo) say(`No real time is kept here: for this night the clock is put to ${atHome(aheadTo)}.`)
  const { takeInCancellations, expireShelf, takeInApplications } = await nightWork(library, day)
  say(
    `night of ${day}: ${takeInCancellations} cancellations and ${takeInApplications} applications will be taken in, ` +
      `${expireShelf} holds expire on the shelf; then series, reminders and what is forgotten`,
  )
}

async function run(library: Library, day: Temporal.PlainDate, ahead: boolean): Promise<number> {
  const printer = progressPrinter('Night', process.stderr)
  let done = 0
  const outcome = await runNight(library, day, {
    ahead,
    onProgress: (_step, did, left) => {
      done += did
      printer.show({ done, share: left === null ? null : done / (done + left) })
    },
  })
  printer.end()
  say(`night of ${day}: ${words[outcome.is]}`)
  return outcome.is === 'stopped' ? 1 : 0
}

const words: Record<NightOutcome['is'], string> = {
  finished: 'finished',
  finishedBefore: 'had finished before',
  alreadyRunning: 'is running already',
  notYet: 'its hour has not come',
  stopped: 'stopped; start it again to go on',
}

const atHome = (instant: Temporal.Instant) =>
  instant.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')

function readDay(text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    throw new UsageError(`${text} is not a date such as 2026-11-25`)
  }
}

import { parseArgs } from 'node:util'
import { openFromEnvironment } from '#main.ts'
import { windowStart } from '#nightly/rules/schedule.ts'
import { runNight } from '#nightly/run.ts'
import { progressPrinter } from '#std/progress.ts'
import { dayOf } from '#time/clock.ts'
import { type Command, say, UsageError } from './command.ts'

export const nightCommand: Command = async args => {
  const { values } = parseArgs({ args, options: { date: { type: 'string' } } })
  const { library, close } = await openFromEnvironment()
  try {
    const day = values.date ? readDay(values.date) : dayOf(library.clock.now())
    // A night that is asked for by its date is run as at its own hour, if the clock has not come so far.
    const begins = windowStart(library.policy.intakeWindow, day)
    const clock = Temporal.Instant.compare(library.clock.now(), begins) < 0 ? { now: () => begins } : library.clock
    const printer = progressPrinter('Night', process.stderr)
    let done = 0
    const outcome = await runNight({ ...library, clock }, day, {
      onProgress: (_step, did, left) => {
        done += did
        printer.show({ done, share: left === null ? null : done / (done + left) })
      },
    })
    printer.end()
    say(`night of ${day}: ${words[outcome.is]}`)
    return outcome.is === 'stopped' ? 1 : 0
  } finally {
    await close()
  }
}

const words = {
  finished: 'finished',
  finishedBefore: 'had finished before',
  alreadyRunning: 'is running already',
  notYet: 'its hour has not come',
  stopped: 'stopped; start it again to go on',
}

function readDay(text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    throw new UsageError(`${text} is not a date such as 2026-11-25`)
  }
}

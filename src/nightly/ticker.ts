import { existsSync } from 'node:fs'
import { layOutCalendar } from '#calendar/lay-out-calendar.ts'
import { layOutVisits } from '#calendar/lay-out-visits.ts'
import { pruneChanges } from '#catalogue/changes/prune-changes-store.ts'
import { moveDueDates } from '#circulation/loans/move-due-dates.ts'
import { transact } from '#database/database.ts'
import type { Mailer } from '#delivery/mailer.ts'
import { readBounces } from '#delivery/read-bounces.ts'
import { sendDueNotices } from '#delivery/send-due-notices.ts'
import { sendWebhooks } from '#delivery/webhooks/send-webhooks.ts'
import { moveShelfDates } from '#holds/shelf/move-shelf-dates.ts'
import type { Library } from '#library.ts'
import { dayOf } from '#time/clock.ts'
import { dueRuns, missedRuns } from './rules/schedule.ts'
import { runNight } from './run.ts'
import { finishedDays, loadBranches } from './run-store.ts'

export type Ticker = {
  /** Resolves when the nights that were missed before the start are made up for (or could not be, for now). */
  caughtUp: Promise<void>
  /** Resolves when nothing of it works any more. A night that is interrupted goes on at the next start. */
  stop(): Promise<void>
}

/**
 * What the service does by itself: the night at its hour by the library's clock, the notices every few seconds, once a
 * day the calendar ahead and what may be forgotten. Any number of processes may have one: each thing is done once.
 * @param isLeading false: another process does it now, and this one waits for its turn
 * @param bouncesDirectory where a mail server lays bounces, one file each
 */
export function startTicker(
  library: Library,
  mailer: Mailer,
  options: { bouncesDirectory?: string; beatMs?: number; isLeading?: () => boolean } = {},
): Ticker {
  const stopping = new AbortController()
  const beatMs = options.beatMs ?? 5_000
  const isLeading = options.isLeading ?? (() => true)
  const caughtUp = Promise.withResolvers<void>()
  if (!isLeading()) caughtUp.resolve()
  const beats = [
    // Several, each on its own: a mail that hangs holds one of them.
    ...Array.from({ length: mailWorkers }, () =>
      repeat('notices', async () => {
        const { unreachable } = await sendDueNotices(library, mailer, { limit: 50, signal: stopping.signal })
        return unreachable ? 60_000 : beatMs
      }),
    ),
    repeat('webhooks', async () => {
      await sendWebhooks(library, { limit: 50, signal: stopping.signal })
      return beatMs
    }),
    repeat('night', async () => {
      await tickNight(library, stopping.signal).finally(caughtUp.resolve)
      return beatMs
    }),
    repeat('day', async () => {
      await tickDay(library, options.bouncesDirectory)
      return 60_000
    }),
  ]

  /** Does something again and again, each time a while after the last has ended. `work` says how long that while is. */
  async function repeat(name: string, work: () => Promise<number>): Promise<void> {
    let waitMs = 0
    while (await isWaitOver(waitMs, stopping.signal)) {
      try {
        waitMs = isLeading() ? await work() : notLeadingMs
      } catch (error) {
        library.log.error('ticker', {
          kind: name,
          error: (error as Error).message,
          stack: (error as Error).stack ?? '',
        })
        waitMs = afterErrorMs
      }
    }
  }

  return {
    caughtUp: caughtUp.promise,
    async stop() {
      stopping.abort()
      await Promise.all(beats)
    },
  }
}

const mailWorkers = 4
/** Whoever does not lead looks so often whether it is its turn. */
const notLeadingMs = 1_000

/** A database that restarts, a disk that is full: ask again soon, but not at once. */
const afterErrorMs = 10_000

/** Catches up what is due, in the order of the days. */
async function tickNight(library: Library, signal: AbortSignal): Promise<void> {
  const now = library.clock.now()
  const due = dueRuns(library.policy.intakeWindow, await finishedDays(library.db), now)
  const missed = missedRuns(due, now)
  if (missed.length > 0)
    library.log.error('nights were missed', { count: missed.length, run: `${missed[0]}/${missed.at(-1)}` })
  for (const day of due) {
    const outcome = await runNight(library, day, { signal })
    if (outcome.is !== 'finished' && outcome.is !== 'finishedBefore') return
  }
}

/** Rows of the change feed that are kept: some days of a large city. */
const changesKept = 500_000

const laidOut = new WeakMap<Library, Temporal.PlainDate>()

async function tickDay(library: Library, bouncesDirectory: string | undefined): Promise<void> {
  if (bouncesDirectory && existsSync(bouncesDirectory)) await readBounces(library, bouncesDirectory)
  const today = dayOf(library.clock.now())
  if (laidOut.get(library)?.equals(today)) return
  const until = today.add({ days: library.policy.calendar.laidOutDays })
  await transact(library.db, tx => layOutCalendar(tx, today, until, library.policy))
  await transact(library.db, tx => layOutVisits(tx, today, until))
  // Laying out may have changed days, and a closure that was interrupted may not have moved every date.
  for (const { id } of await loadBranches(library.db)) {
    await moveShelfDates(library, { is: 'system' }, id)
    await moveDueDates(library, { is: 'system' }, id)
  }
  await pruneChanges(library.db, changesKept)
  laidOut.set(library, today)
}

/** False when it was told to stop meanwhile. */
function isWaitOver(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve(false)
    const timer = setTimeout(finish, ms)
    signal.addEventListener('abort', finish, { once: true })
    function finish() {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      resolve(!signal.aborted)
    }
  })
}

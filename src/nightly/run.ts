import type { Library } from '#library.ts'
import { assert } from '#std/assert.ts'
import { crashPoint } from '#std/crash-point.ts'
import { addReports } from './rules/report.ts'
import { windowStart } from './rules/schedule.ts'
import { alone, beginRun, beginStep, countWork, finishRun, saveStep } from './run-store.ts'
import { type NightStep, nightSteps } from './steps.ts'

export type NightOutcome =
  | { is: 'finished' }
  /** It had finished before this call. */
  | { is: 'finishedBefore' }
  | { is: 'alreadyRunning' }
  /** Its window has not begun. */
  | { is: 'notYet' }
  /** Asked to stop; the next start goes on where this one stopped. */
  | { is: 'stopped' }

export type NightOptions = {
  /** Told after every batch; `left` is null for steps whose work cannot be counted beforehand. */
  onProgress?: (step: string, done: number, left: number | null) => void
  signal?: AbortSignal
  /** Its hour has not come, and `library.clock` says otherwise on purpose: kept in the record of the run. */
  ahead?: boolean
}

/**
 * 受付処理 of a business day (M31, M36, M39, M41): its steps one after the other, batch by batch, each batch in a
 * transaction of its own. Killed anywhere it is simply started again and finds less to do; started twice at once, one
 * of the two does it.
 */
export async function runNight(
  library: Library,
  day: Temporal.PlainDate,
  options: NightOptions = {},
): Promise<NightOutcome> {
  const { db, clock, policy, log } = library
  if (Temporal.Instant.compare(clock.now(), windowStart(policy.intakeWindow, day)) < 0) return { is: 'notYet' }
  const outcome = await alone(db, async (): Promise<NightOutcome> => {
    const run = await beginRun(db, day, clock.now(), options.ahead ?? false)
    if (run.finishedAt) return { is: 'finishedBefore' }
    log.info('night begins', { run: day.toString() })
    const work: Record<string, number> = await countWork(db, day, windowStart(policy.intakeWindow, day))
    for (const [name, step] of nightSteps) {
      const finished = await runStep(library, day, { name, step }, { ...options, expected: work[name] ?? null })
      if (!finished) return { is: 'stopped' }
      crashPoint(`night.after.${name}`)
    }
    await finishRun(db, day, clock.now())
    log.info('night has ended', { run: day.toString() })
    return { is: 'finished' }
  })
  return outcome ?? { is: 'alreadyRunning' }
}

// Large enough that commits cost little, small enough that a counter never waits long for a batch.
const batchSize = 1_000
/** Far more than a country's holds in one night: a step that never comes to an end is a bug. */
const batchesMax = 100_000

/** Runs a step, batch by batch, until it finds no work any more. False when it was asked to stop. */
async function runStep(
  library: Library,
  day: Temporal.PlainDate,
  { name, step }: { name: string; step: NightStep },
  { onProgress, signal, expected }: NightOptions & { expected: number | null },
): Promise<boolean> {
  const { db, clock, log, policy } = library
  const until = windowStart(policy.intakeWindow, day)
  const begun = await beginStep(db, day, name, clock.now())
  if (begun.finishedAt) return true
  let { counted, report } = begun
  let done = 0
  for (let batches = 0; ; batches++) {
    assert(batches < batchesMax, `the step ${name} of the night comes to an end`)
    if (signal?.aborted) return false
    const batch = await step(library, { day, until, now: clock.now(), limit: batchSize })
    crashPoint(`night.batch.${name}`)
    report = addReports(report, batch.report)
    if (batch.did === 0) break
    counted += batch.did
    done += batch.did
    await saveStep(db, day, { step: name, counted, report, finishedAt: null })
    onProgress?.(name, done, expected === null ? null : Math.max(0, expected - done))
  }
  await saveStep(db, day, { step: name, counted, report, finishedAt: clock.now() })
  log.info('night step', { run: day.toString(), step: name, count: done })
  return true
}

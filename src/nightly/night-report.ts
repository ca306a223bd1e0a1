import type { Library } from '#library.ts'
import {
  loadRefusals,
  loadRun,
  loadRuns,
  loadSteps,
  type NightlyRun,
  type NightlyStep,
  type NightRefusal,
} from './run-store.ts'

export type NightReport = NightlyRun & {
  /** From the first start to the end, also when it was interrupted; null while it is not finished. */
  seconds: number | null
  steps: (NightlyStep & { seconds: number | null })[]
  refusals: NightRefusal[]
}

/** So many refusals of one night are told one by one. */
export const refusalsMax = 1_000

/**
 * What the run of a day did, for staff: counts per step, refusals with their reasons, how long it took. Null: no such
 * run.
 */
export async function nightReport(library: Library, day: Temporal.PlainDate): Promise<NightReport | null> {
  const run = await loadRun(library.db, day)
  if (!run) return null
  const steps = await loadSteps(library.db, day)
  return {
    ...run,
    seconds: secondsOf(run),
    steps: steps.map(step => ({ ...step, seconds: secondsOf(step) })),
    refusals: await loadRefusals(library.db, run, refusalsMax),
  }
}

/** The last runs, newest first. */
export const lastNights = (library: Library, limit: number): Promise<NightlyRun[]> => loadRuns(library.db, { limit })

const secondsOf = ({ startedAt, finishedAt }: { startedAt: Temporal.Instant; finishedAt: Temporal.Instant | null }) =>
  finishedAt ? finishedAt.since(startedAt).total('seconds') : null

import type { Library } from '#library.ts'
import { dueRuns, missedRuns } from './rules/schedule.ts'
import { finishedDays } from './run-store.ts'

/** The business days of the last month whose night is over and has not run to its end, oldest first: an alarm. */
export async function missedNights({ db, policy, clock }: Library): Promise<Temporal.PlainDate[]> {
  const now = clock.now()
  return missedRuns(dueRuns(policy.intakeWindow, await finishedDays(db), now), now)
}

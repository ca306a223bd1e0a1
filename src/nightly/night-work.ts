import type { Library } from '#library.ts'
import { windowStart } from './rules/schedule.ts'
import { countWork, type NightWork } from './run-store.ts'

/** How much the run of a day will find to do in the steps that can be counted beforehand: said before it is done. */
export const nightWork = ({ db, policy }: Library, day: Temporal.PlainDate): Promise<NightWork> =>
  countWork(db, day, windowStart(policy.intakeWindow, day))

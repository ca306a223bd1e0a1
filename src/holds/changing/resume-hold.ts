import type { HoldId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import type { Outcome } from '#std/outcome.ts'
import { saveTransition } from '../hold-store.ts'
import { pauseSteps } from '../rules/changing/pausing.ts'
import { changeWaiting, type QueueRefusal } from './change-waiting.ts'

/** Ends a suspension; a hold that is not suspended goes on as it is. */
export const resumeHold = (
  library: Library,
  actor: Actor,
  holdId: HoldId,
): Promise<Outcome<{ holdId: HoldId }, QueueRefusal>> =>
  changeWaiting(library, actor, holdId, async (tx, desk, hold) => {
    await saveTransition(tx, desk, pauseSteps([hold], null))
    return null
  })

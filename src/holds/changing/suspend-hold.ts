import type { HoldId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import type { Outcome } from '#std/outcome.ts'
import { saveTransition } from '../hold-store.ts'
import { pauseSteps, whyNotPause } from '../rules/changing/pausing.ts'
import { changeWaiting, type QueueRefusal } from './change-waiting.ts'

/** Lets a hold be passed by up to and including a day; it keeps its place. For holds that are not captured. */
export const suspendHold = (
  library: Library,
  actor: Actor,
  holdId: HoldId,
  until: Temporal.PlainDate,
): Promise<Outcome<{ holdId: HoldId }, QueueRefusal>> =>
  changeWaiting(library, actor, holdId, async (tx, desk, hold) => {
    const why = whyNotPause(until, desk)
    if (why === null) await saveTransition(tx, desk, pauseSteps([hold], until))
    return why
  })

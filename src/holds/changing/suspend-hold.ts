import type { HoldId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import type { Outcome } from '#std/outcome.ts'
import { saveTransition } from '../hold-store.ts'
import { changeWaiting, type QueueRefusal } from './change-waiting.ts'

/** Lets a hold be passed by up to and including a day; it keeps its place. For holds that are not captured. */
export const suspendHold = (
  library: Library,
  actor: Actor,
  holdId: HoldId,
  until: Temporal.PlainDate,
): Promise<Outcome<{ holdId: HoldId }, QueueRefusal>> =>
  changeWaiting(library, actor, holdId, async (tx, desk, hold) => {
    if (Temporal.PlainDate.compare(until, desk.today) < 0) return { why: 'dayPast' }
    await saveTransition(tx, desk, [{ hold, to: hold.state, why: 'suspend', until }])
    return null
  })

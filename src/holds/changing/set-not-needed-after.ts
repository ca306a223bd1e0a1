import type { HoldId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import type { Outcome } from '#std/outcome.ts'
import { saveTransition } from '../hold-store.ts'
import { changeWaiting, type QueueRefusal } from './change-waiting.ts'

/** 必要期限: after this day the hold ends by itself if no copy was captured for it; null takes the day away. */
export const setNotNeededAfter = (
  library: Library,
  actor: Actor,
  holdId: HoldId,
  day: Temporal.PlainDate | null,
): Promise<Outcome<{ holdId: HoldId }, QueueRefusal>> =>
  changeWaiting(library, actor, holdId, async (tx, desk, hold) => {
    if (day && Temporal.PlainDate.compare(day, desk.today) < 0) return { why: 'dayPast' }
    await saveTransition(tx, desk, [{ hold, to: hold.state, why: 'neededUntil', until: day }])
    return null
  })

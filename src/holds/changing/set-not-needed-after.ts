import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockHold, saveTransition } from '../hold-store.ts'
import type { QueueRefusal } from './suspend-hold.ts'

/** 必要期限: after this day the hold ends by itself if no copy was captured for it; null takes the day away. */
export async function setNotNeededAfter(
  library: Library,
  actor: Actor,
  holdId: HoldId,
  day: Temporal.PlainDate | null,
): Promise<Outcome<{ holdId: HoldId }, QueueRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ holdId: HoldId }, QueueRefusal>> => {
    const hold = await lockHold(tx, holdId)
    if (!hold || (actor.is === 'patron' && hold.patronId !== actor.patronId)) return refused({ why: 'notFound' })
    if (hold.state.is !== 'waiting' && hold.state.is !== 'applied') return refused({ why: 'notWaiting' })
    if (day && Temporal.PlainDate.compare(day, desk.today) < 0) return refused({ why: 'dayPast' })
    const change = { hold, to: hold.state, why: 'neededUntil', detail: day?.toString() ?? null } as const
    await saveTransition(tx, desk, [change], { notNeededAfter: day })
    return done({ holdId })
  })
}

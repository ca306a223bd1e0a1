import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockHold, saveTransition } from '../hold-store.ts'

export type QueueRefusal = { why: 'notFound' | 'notWaiting' | 'dayPast' }

/** Lets a hold be passed by up to and including a day; it keeps its place. For holds that are not captured. */
export async function suspendHold(
  library: Library,
  actor: Actor,
  holdId: HoldId,
  until: Temporal.PlainDate,
): Promise<Outcome<{ holdId: HoldId }, QueueRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ holdId: HoldId }, QueueRefusal>> => {
    const hold = await lockHold(tx, holdId)
    if (!hold || (actor.is === 'patron' && hold.patronId !== actor.patronId)) return refused({ why: 'notFound' })
    if (hold.state.is !== 'waiting' && hold.state.is !== 'applied') return refused({ why: 'notWaiting' })
    if (Temporal.PlainDate.compare(until, desk.today) < 0) return refused({ why: 'dayPast' })
    const change = { hold, to: hold.state, why: 'suspend', detail: until.toString() } as const
    await saveTransition(tx, desk, [change], { suspendedUntil: until })
    return done({ holdId })
  })
}

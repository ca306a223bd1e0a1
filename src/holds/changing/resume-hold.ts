import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockHold, saveTransition } from '../hold-store.ts'
import type { QueueRefusal } from './suspend-hold.ts'

/** Ends a suspension; a hold that is not suspended goes on as it is. */
export async function resumeHold(
  library: Library,
  actor: Actor,
  holdId: HoldId,
): Promise<Outcome<{ holdId: HoldId }, QueueRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ holdId: HoldId }, QueueRefusal>> => {
    const hold = await lockHold(tx, holdId)
    if (!hold || (actor.is === 'patron' && hold.patronId !== actor.patronId)) return refused({ why: 'notFound' })
    if (hold.state.is !== 'waiting' && hold.state.is !== 'applied') return refused({ why: 'notWaiting' })
    if (hold.suspendedUntil) {
      await saveTransition(tx, desk, [{ hold, to: hold.state, why: 'resume' }], { suspendedUntil: null })
    }
    return done({ holdId })
  })
}

import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { crashPoint } from '#std/crash-point.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockHold } from '../hold-locks-store.ts'
import { saveTransition } from '../hold-store.ts'
import { handOn } from '../queue/hand-on.ts'
import { tellClosed } from '../queue/tell-closed.ts'
import type { CancelReason } from '../rules/changing/cancel-reason.ts'

/**
 * Cancels an open hold at the counter or on a call, at once, ready ones too (M40). What it had captured goes on to the
 * next.
 * @param reason in the staff's words, for the story
 * @param because what of it the patron is told, by mail and on their page
 */
export async function cancelHold(
  library: Library,
  actor: Actor,
  holdId: HoldId,
  reason: string,
  because: CancelReason | null = null,
): Promise<Outcome<{ holdId: HoldId }, { why: 'notFound' | 'ended' }>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async tx => {
    const hold = await lockHold(tx, holdId)
    if (!hold) return refused({ why: 'notFound' })
    if (hold.state.is === 'closed') {
      return hold.state.why === 'cancelled' ? done({ holdId }) : refused({ why: 'ended' })
    }
    const to = { is: 'closed', why: 'cancelled' } as const
    await saveTransition(tx, desk, [{ hold, to, why: 'cancel', reason, because }])
    await tellClosed(tx, desk, [{ hold, reason: 'cancelled', because }])
    await handOn(tx, desk, hold)
    crashPoint('cancelHold:saved')
    return done({ holdId })
  })
}

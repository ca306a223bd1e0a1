import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { HoldId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { crashPoint } from '#std/crash-point.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockHold } from '../hold-locks-store.ts'
import { saveTransition } from '../hold-store.ts'
import { itemOf } from '../rules/hold.ts'

/**
 * 「予約取消」 (M36, M38): the patron applies for the cancellation, the night takes it in. Refused when the hold is ready
 * (M40); somebody else's hold is not there.
 */
export async function applyCancellation(
  library: Library,
  patronId: PatronId,
  holdId: HoldId,
): Promise<Outcome<{ holdId: HoldId }, { why: 'notFound' | 'ready' | 'ended' }>> {
  const desk = deskOf(library, { is: 'patron', patronId })
  return transact(library.db, async tx => {
    const hold = await lockHold(tx, holdId)
    if (hold?.patronId !== patronId) return refused({ why: 'notFound' })
    switch (hold.state.is) {
      case 'cancelApplied':
        return done({ holdId })
      case 'ready':
        return refused({ why: 'ready' })
      case 'closed':
        return hold.state.why === 'cancelled' ? done({ holdId }) : refused({ why: 'ended' })
      case 'applied':
      case 'waiting':
      case 'captured':
      case 'inTransit':
        break
      default:
        hold.state satisfies never
    }
    const to = { is: 'cancelApplied', itemId: itemOf(hold.state) } as const
    await saveTransition(tx, desk, [{ hold, to, why: 'applyCancel' }])
    crashPoint('applyCancellation:saved')
    return done({ holdId })
  })
}

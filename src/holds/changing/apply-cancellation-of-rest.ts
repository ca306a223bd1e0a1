import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { HoldId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockHoldWithMembers, lockMembers } from '../hold-locks-store.ts'
import { type StoredHold, saveTransition } from '../hold-store.ts'
import { itemOf } from '../rules/hold.ts'

/**
 * シリーズ予約ののこりを取り消す: the cancellation of this hold and of every later one of its series is applied for with one press
 * (M36, M38). What is ready stays (M40), what has ended or is to be cancelled already too. Pressed twice it has been
 * pressed.
 */
export async function applyCancellationOfRest(
  library: Library,
  patronId: PatronId,
  holdId: HoldId,
): Promise<Outcome<{ holdIds: HoldId[] }, { why: 'notFound' | 'noSeries' }>> {
  const desk = deskOf(library, { is: 'patron', patronId })
  return transact(library.db, async (tx): Promise<Outcome<{ holdIds: HoldId[] }, { why: 'notFound' | 'noSeries' }>> => {
    const hold = await lockHoldWithMembers(tx, holdId)
    if (hold?.patronId !== patronId) return refused({ why: 'notFound' })
    if (hold.kind !== 'series') return refused({ why: 'noSeries' })
    const rest = (await lockMembers(tx, hold.orderId)).filter(
      member => member.orderPosition >= hold.orderPosition && mayCancel(member),
    )
    await saveTransition(
      tx,
      desk,
      rest.map(member => ({
        hold: member,
        to: { is: 'cancelApplied', itemId: itemOf(member.state) },
        why: 'applyCancel',
      })),
    )
    return done({ holdIds: rest.map(member => member.id) })
  })
}

const mayCancel = ({ state }: StoredHold) => ['applied', 'waiting', 'captured', 'inTransit'].includes(state.is)

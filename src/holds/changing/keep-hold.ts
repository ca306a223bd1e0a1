import { deskOf } from '#acting.ts'
import { type Tx, transact } from '#database/database.ts'
import type { HoldId, ItemId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { lockPatron } from '#patrons/standing-store.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockHoldWithMembers } from '../hold-locks-store.ts'
import { type StoredHold, saveTransition } from '../hold-store.ts'
import { loadOrderFacts } from '../ordering/order-facts-store.ts'
import { completeSet } from '../queue/complete-set.ts'
import type { HoldState } from '../rules/hold.ts'
import { isIntakeTime } from '../rules/intake-window.ts'
import { judgeLimits, type LimitRefusal } from '../rules/order.ts'
import { loadStateBeforeCancelling } from './cancelling-store.ts'

export type KeepRefusal =
  | { why: 'notFound' | 'ended' }
  | { why: 'intakeWindow'; from: string; until: string }
  | LimitRefusal

/**
 * 取消の申込みをやめる: until the night has taken the cancellation in, the patron may keep the hold after all. It is as it was
 * before, at its old place; a copy that has gone on to somebody else is waited for again. Since it did not count
 * meanwhile, the limit is asked.
 */
export async function keepHold(
  library: Library,
  signedInAs: PatronId,
  holdId: HoldId,
): Promise<Outcome<{ holdId: HoldId }, KeepRefusal>> {
  const desk = deskOf(library, { is: 'patron', patronId: signedInAs })
  const { intakeWindow } = library.policy
  return transact(library.db, async (tx): Promise<Outcome<{ holdId: HoldId }, KeepRefusal>> => {
    const patronId = await lockPatron(tx, signedInAs)
    const hold = await lockHoldWithMembers(tx, holdId)
    if (patronId === null || hold?.patronId !== patronId) return refused({ why: 'notFound' })
    if (hold.state.is === 'closed') return refused({ why: 'ended' })
    if (hold.state.is !== 'cancelApplied') return done({ holdId })
    const order = { id: hold.orderId, bibIds: [hold.bibId], pickup: hold.pickup }
    const facts = await loadOrderFacts(tx, desk, patronId, order)
    if (isIntakeTime(intakeWindow, desk.now, facts.runUnfinished))
      return refused({ why: 'intakeWindow', ...intakeWindow })
    const [tooMany] = judgeLimits(library.policy, order, facts)
    if (tooMany) return refused(tooMany)
    const to = await stateBefore(tx, hold, hold.state.itemId)
    await saveTransition(tx, desk, [{ hold, to, why: 'keep' }])
    if (hold.kind === 'set') await completeSet(tx, desk, hold.orderId)
    return done({ holdId })
  })
}

async function stateBefore(tx: Tx, hold: StoredHold, itemId: ItemId | null): Promise<HoldState> {
  const before = await loadStateBeforeCancelling(tx, hold.id)
  if (before === 'applied') return { is: 'applied' }
  if (itemId === null) return { is: 'waiting' }
  return before === 'inTransit' ? { is: 'inTransit', itemId } : { is: 'captured', itemId }
}

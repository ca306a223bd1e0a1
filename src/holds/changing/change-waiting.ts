import { type Desk, deskOf } from '#acting.ts'
import { type Tx, transact } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockHold } from '../hold-locks-store.ts'
import type { StoredHold } from '../hold-store.ts'

export type QueueRefusal = { why: 'notFound' | 'notWaiting' | 'dayPast' }

/** Why somebody may not change a hold as one that has no copy yet; null: they may. */
export function whyNotWaiting(actor: Actor, hold: StoredHold | null | undefined): QueueRefusal | null {
  if (!hold || (actor.is === 'patron' && hold.patronId !== actor.patronId)) return { why: 'notFound' }
  return hold.state.is === 'waiting' || hold.state.is === 'applied' ? null : { why: 'notWaiting' }
}

const isWaitingOf = (actor: Actor, hold: StoredHold | null | undefined): hold is StoredHold =>
  whyNotWaiting(actor, hold) === null

/**
 * Changes a hold that has no copy yet, for its patron or for staff.
 * @param change judges and writes under the lock; what it answers is why it did not
 */
export async function changeWaiting(
  library: Library,
  actor: Actor,
  holdId: HoldId,
  change: (tx: Tx, desk: Desk, hold: StoredHold) => Promise<QueueRefusal | null>,
): Promise<Outcome<{ holdId: HoldId }, QueueRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ holdId: HoldId }, QueueRefusal>> => {
    const hold = await lockHold(tx, holdId)
    const refusal = isWaitingOf(actor, hold) ? await change(tx, desk, hold) : whyNotWaiting(actor, hold)
    return refusal ? refused(refusal) : done({ holdId })
  })
}

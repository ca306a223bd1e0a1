import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { BranchId, HoldId } from '#ids.ts'
import { type Actor, actorName, type Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockHold } from '../hold-locks-store.ts'
import { findPull, insertClaim } from './pull-store.ts'

/**
 * Takes a line of the pull list: the others see that somebody walks for it. Pressed again by the same one, it stays
 * theirs.
 */
export async function claimPull(
  library: Library,
  actor: Actor,
  pull: { holdId: HoldId; barcode: string; branchId: BranchId },
): Promise<Outcome<{ holdId: HoldId }, { why: 'notFound' | 'claimed' }>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ holdId: HoldId }, { why: 'notFound' | 'claimed' }>> => {
    await lockHold(tx, pull.holdId)
    const found = await findPull(tx, pull.holdId, pull.barcode, pull.branchId)
    if (!found) return refused({ why: 'notFound' })
    const claim = { ...pull, itemId: found.itemId, actor: actorName(actor), at: desk.now }
    return (await insertClaim(tx, claim)) ? done({ holdId: pull.holdId }) : refused({ why: 'claimed' })
  })
}

import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { lockHold } from '../hold-locks-store.ts'
import { findReadyAt } from '../night/due-hold-store.ts'
import { settleShelf } from './settle-shelf.ts'

/**
 * The calendar of a branch or a stop changed, or the policy did: the last days on its hold shelf move along, and who
 * was told another one is told the new. No day that was told moves forward. To be called after a closure, an opening or
 * a visit was entered. Finds nothing the second time.
 * @returns how many dates moved
 */
export async function moveShelfDates(library: Library, actor: Actor, branchId: BranchId): Promise<number> {
  const desk = deskOf(library, actor)
  let moved = 0
  for (const holdId of await findReadyAt(library.db, branchId)) {
    moved += await transact(library.db, async tx => {
      const hold = await lockHold(tx, holdId)
      if (hold?.state.is !== 'ready') return 0
      return (await settleShelf(tx, desk, [hold], { why: 'moveDate' })).length
    })
  }
  return moved
}

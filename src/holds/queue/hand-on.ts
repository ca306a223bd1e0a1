import type { Desk } from '#acting.ts'
import type { Database } from '#database/database.ts'
import { lockItem, saveItem, sendOnWithoutHold } from '#items/item-store.ts'
import { itemOf, type StoredHold } from '../hold-store.ts'
import { capture } from './capture.ts'
import { completeSet } from './complete-set.ts'
import { nextHold } from './queue-store.ts'

/**
 * What an ended hold leaves behind: its copy goes to the next hold, or off the hold shelf and home; its set no longer waits
 * for it. The caller has ended the hold under the lock of its bib.
 * @param hold as it was before it ended
 */
export async function handOn(tx: Database, desk: Desk, hold: StoredHold): Promise<void> {
  const itemId = itemOf(hold.state)
  if (itemId !== null) await handItemOn(tx, desk, itemId)
  if (hold.kind === 'set') await completeSet(tx, desk, hold.orderId)
}

/** A copy that no hold binds any more. On the way it travels on; where it arrives, the next hold is looked for. */
export async function handItemOn(tx: Database, desk: Desk, itemId: number): Promise<void> {
  const item = await lockItem(tx, itemId)
  if (item.status === 'transit') return sendOnWithoutHold(tx, [item.id])
  if (item.status !== 'holdShelf') return
  const branchId = item.currentBranchId
  const next = item.category === 'reference' ? null : await nextHold(tx, desk, item)
  if (next) {
    await capture(tx, desk, item, next, branchId, { why: 'capture' })
    return
  }
  const isHome = item.homeBranchId === branchId
  await saveItem(tx, desk, {
    item,
    to: isHome ? 'shelf' : 'transit',
    currentBranchId: item.homeBranchId,
    at: branchId,
    why: 'offHoldShelf',
    send: isHome ? null : { from: branchId, to: item.homeBranchId, holdId: null },
  })
}

import type { Desk } from '#acting.ts'
import type { Tx } from '#database/database.ts'
import type { ItemId } from '#ids.ts'
import { lockItem, sendOnWithoutHold } from '#items/item-store.ts'
import type { StoredHold } from '../hold-store.ts'
import { handOn as decideHandOn } from '../rules/binding.ts'
import { itemOf } from '../rules/hold.ts'
import { completeSet } from './complete-set.ts'
import { loadNext } from './copy-facts.ts'
import { saveSteps } from './save-steps.ts'

/**
 * What an ended hold leaves behind: its copy is for the next hold, or to be taken off the hold shelf; its set no longer
 * waits for it. The caller has ended the hold under the lock of its bib.
 * @param hold as it was before it ended
 */
export async function handOn(tx: Tx, desk: Desk, hold: StoredHold): Promise<void> {
  const itemId = itemOf(hold.state)
  if (itemId !== null) await handItemOn(tx, desk, itemId)
  if (hold.kind === 'set') await completeSet(tx, desk, hold.orderId)
}

/** A copy that no hold binds any more, and that nobody has in hand: see `handOn` of the rules. */
export async function handItemOn(tx: Tx, desk: Desk, itemId: ItemId): Promise<void> {
  const item = await lockItem(tx, itemId)
  if (item.status === 'transit') return sendOnWithoutHold(tx, [item.id])
  if (item.status !== 'holdShelf') return
  await saveSteps(tx, desk, item, decideHandOn(item, await loadNext(tx, desk, item)))
}

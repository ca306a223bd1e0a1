import { type Desk, deskOf } from '#acting.ts'
import { type Database, transact } from '#database/database.ts'
import { lockHolder, saveTransition } from '#holds/hold-store.ts'
import { capture } from '#holds/queue/capture.ts'
import { nextHold } from '#holds/queue/queue-store.ts'
import { type LockedItem, lockScannedItem, saveItem } from '#items/item-store.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'

export type Mark = 'missing' | 'repair' | 'withdrawn' | 'found' | 'lost'
export type MarkRefusal = { why: 'unknownItem' | 'onLoan' | 'notOnLoan' | 'notAway' | 'withdrawn' }

/**
 * Marks a copy missing, in repair, withdrawn, lost by the patron who has it, or found again. The hold that had it goes back to
 * its old place in the queue; a found copy goes to the next hold, or to its shelf.
 */
export async function markItem(
  library: Library,
  actor: Actor,
  barcode: string,
  mark: Mark,
  reason: string,
): Promise<Outcome<{ itemId: number }, MarkRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ itemId: number }, MarkRefusal>> => {
    const item = await lockScannedItem(tx, barcode)
    if (!item) return refused({ why: 'unknownItem' })
    const refusal = judgeMark(item, mark)
    if (refusal) return refused({ why: refusal })
    const isDone = item.status === mark || (mark === 'found' && isInHand(item)) || (mark === 'lost' && wasLost(item))
    if (isDone) return done({ itemId: item.id })
    if (mark === 'found') await find(tx, desk, item, reason)
    else await takeAway(tx, desk, item, mark, reason)
    return done({ itemId: item.id })
  })
}

const isInHand = (item: LockedItem) => ['shelf', 'holdShelf', 'transit', 'loan'].includes(item.status)
const wasLost = (item: LockedItem) => item.status === 'missing'

function judgeMark(item: LockedItem, mark: Mark): MarkRefusal['why'] | null {
  if (mark === 'lost') return item.loan || wasLost(item) ? null : 'notOnLoan'
  if (mark !== 'found' && item.loan) return 'onLoan'
  if (item.status === 'withdrawn' && mark !== 'withdrawn' && mark !== 'found') return 'withdrawn'
  return null
}

async function takeAway(
  tx: Database,
  desk: Desk,
  item: LockedItem,
  mark: Exclude<Mark, 'found'>,
  reason: string,
): Promise<void> {
  if (item.heldBy !== null) {
    const hold = (await lockHolder(tx, item))!
    const change =
      hold.state.is === 'cancelApplied'
        ? ({ hold, to: { is: 'cancelApplied', itemId: null }, why: 'letGo' } as const)
        : ({ hold, to: { is: 'waiting' }, why: 'lose' } as const)
    await saveTransition(tx, desk, [{ ...change, itemId: item.id, detail: mark }])
  }
  await saveItem(tx, desk, {
    item,
    to: mark === 'lost' ? 'missing' : mark,
    currentBranchId: item.currentBranchId,
    at: item.loan ? item.loan.branchId : item.currentBranchId,
    why: mark,
    detail: reason,
    endsTransit: item.transit ? 'lost' : null,
    endsLoan: !!item.loan,
  })
}

async function find(tx: Database, desk: Desk, item: LockedItem, reason: string): Promise<void> {
  // One that turns up elsewhere is scanned there; marked as found it stands in its place at home after all.
  const branchId = item.homeBranchId
  const scan = { why: 'found', detail: reason } as const
  const next = item.category === 'reference' ? null : await nextHold(tx, desk, item)
  if (next) return void (await capture(tx, desk, item, next, branchId, scan))
  await saveItem(tx, desk, { item, to: 'shelf', currentBranchId: branchId, at: branchId, ...scan })
}

import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import { loadFulfilled, reopenFulfilled } from '#holds/queue/fulfilled.ts'
import type { ItemId, PatronId } from '#ids.ts'
import { lockScannedItem } from '#items/item-store.ts'
import { deleteLoan, restoreItem } from '#items/restore-store.ts'
import type { Actor, Library } from '#library.ts'
import { lockPatron } from '#patrons/standing-store.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { decideUndoLoan, type UndoRefusal } from '../rules/undo.ts'
import { saveUndone } from './scan-store.ts'
import { loadNamedScan, type NamedScan } from './undo-store.ts'

/**
 * Takes back a loan at this desk by the rules of `undoCheckIn`: the copy stands, or travels, where it was; the hold
 * that the loan fulfilled is open again at its place in the queue, and what was captured for it still is (M35).
 */
export async function undoCheckOut(
  library: Library,
  scan: NamedScan & { actor: Actor; patronId: PatronId },
): Promise<Outcome<{ itemId: ItemId }, UndoRefusal>> {
  const desk = deskOf(library, scan.actor)
  return transact(library.db, async (tx): Promise<Outcome<{ itemId: ItemId }, UndoRefusal>> => {
    await lockPatron(tx, scan.patronId)
    const item = await lockScannedItem(tx, scan.barcode)
    if (!item) return refused({ why: 'unknownItem' })
    const last = await loadNamedScan(tx, item, scan, ['checkOut'])
    if (typeof last === 'string') return refused({ why: last })
    if (item.loan?.patronId !== scan.patronId) return refused({ why: 'nothingToUndo' })
    const fulfilled = await loadFulfilled(tx, desk, { item, patronId: scan.patronId, last })
    const decided = decideUndoLoan(last, fulfilled, item.id, desk.now)
    if (!decided.ok) return decided
    const back = decided.value
    if (back && fulfilled) await reopenFulfilled(tx, desk, back, fulfilled)
    await deleteLoan(tx, item.loan.id)
    await restoreItem(tx, desk, item, last, scan.branchId)
    if (scan.scanId !== undefined) await saveUndone(tx, scan.scanId, desk.now)
    return done({ itemId: item.id })
  })
}

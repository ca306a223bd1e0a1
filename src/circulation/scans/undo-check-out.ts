import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import { reopenAfterLoan } from '#holds/queue/reopen-after-loan.ts'
import { lockScannedItem } from '#items/item-store.ts'
import type { Actor, Library } from '#library.ts'
import { lockPatron } from '#patrons/standing-store.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { type UndoRefusal, undoSeconds } from '../rules/undo.ts'
import { saveUndone } from './scan-store.ts'
import { deleteLoan, loadNamedScan, type NamedScan, restoreItem } from './undo-store.ts'

/**
 * Takes back a loan at this desk by the rules of `undoCheckIn`: the copy stands, or travels, where it was; the hold that the loan
 * fulfilled is open again at its place in the queue, and what was captured for it still is (M35).
 */
export async function undoCheckOut(
  library: Library,
  scan: NamedScan & { actor: Actor; patronId: number },
): Promise<Outcome<{ itemId: number }, UndoRefusal>> {
  const desk = deskOf(library, scan.actor)
  return transact(library.db, async (tx): Promise<Outcome<{ itemId: number }, UndoRefusal>> => {
    await lockPatron(tx, scan.patronId)
    const item = await lockScannedItem(tx, scan.barcode)
    if (!item) return refused({ why: 'unknownItem' })
    const last = await loadNamedScan(tx, item, scan, ['checkOut'])
    if (typeof last === 'string') return refused({ why: last })
    if (item.loan?.patronId !== scan.patronId) return refused({ why: 'nothingToUndo' })
    if (desk.now.since(last.at).total('seconds') > undoSeconds) return refused({ why: 'tooLate' })
    // As with a return: what stood ready for a cancelled hold was given up by that.
    if (last.tookFromHold) return refused({ why: 'cannotUndo' })

    const from = { status: last.fromStatus, branchId: last.fromBranchId }
    const reopened = await reopenAfterLoan(tx, desk, { item, patronId: scan.patronId, lentAt: last.at, from })
    if (!reopened.ok) return reopened
    await deleteLoan(tx, item.loan.id)
    const fromBranchId = reopened.value.shelfBranchId ?? last.fromBranchId
    await restoreItem(tx, desk, item, { ...last, fromBranchId }, scan.branchId)
    if (scan.scanId !== undefined) await saveUndone(tx, scan.scanId, desk.now)
    return done({ itemId: item.id })
  })
}

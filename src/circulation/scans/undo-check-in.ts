import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import { lockHolder } from '#holds/hold-locks-store.ts'
import { saveTransition } from '#holds/hold-store.ts'
import type { ItemId } from '#ids.ts'
import { lockScannedItem } from '#items/item-store.ts'
import { restoreItem } from '#items/restore-store.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { decideUndoScan, type UndoRefusal } from '../rules/undo.ts'
import { saveUndone } from './scan-store.ts'
import { loadNamedScan, type NamedScan } from './undo-store.ts'

/**
 * Takes back a scan of a copy at this desk, within a minute and while nothing else has happened to the copy: the loan
 * or the journey goes on, the hold waits or travels as before, its patron is not told.
 */
export async function undoCheckIn(
  library: Library,
  scan: NamedScan & { actor: Actor },
): Promise<Outcome<{ itemId: ItemId }, UndoRefusal>> {
  const desk = deskOf(library, scan.actor)
  return transact(library.db, async (tx): Promise<Outcome<{ itemId: ItemId }, UndoRefusal>> => {
    const item = await lockScannedItem(tx, scan.barcode)
    if (!item) return refused({ why: 'unknownItem' })
    const last = await loadNamedScan(tx, item, scan)
    if (typeof last === 'string') return refused({ why: last })
    const decided = decideUndoScan(last, await lockHolder(tx, item), item.id, desk.now)
    if (!decided.ok) return decided
    const step = decided.value
    if (step) await saveTransition(tx, desk, [step])
    await restoreItem(tx, desk, item, last, scan.branchId)
    if (scan.scanId !== undefined) await saveUndone(tx, scan.scanId, desk.now)
    return done({ itemId: item.id })
  })
}

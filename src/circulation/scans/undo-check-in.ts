import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import { lockHolder, saveTransition } from '#holds/hold-store.ts'
import { lockScannedItem } from '#items/item-store.ts'
import type { Actor, Library } from '#library.ts'
import { cancelNotice } from '#notices/cancel-notice.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { type UndoRefusal, undoSeconds } from '../rules/undo.ts'
import { saveUndone } from './scan-store.ts'
import { loadNamedScan, type NamedScan, restoreItem } from './undo-store.ts'

/**
 * Takes back a scan of a copy at this desk, within a minute and while nothing else has happened to the copy: the loan or the journey
 * goes on, the hold waits or travels as before, its patron is not told.
 */
export async function undoCheckIn(
  library: Library,
  scan: NamedScan & { actor: Actor },
): Promise<Outcome<{ itemId: number }, UndoRefusal>> {
  const desk = deskOf(library, scan.actor)
  return transact(library.db, async (tx): Promise<Outcome<{ itemId: number }, UndoRefusal>> => {
    const item = await lockScannedItem(tx, scan.barcode)
    if (!item) return refused({ why: 'unknownItem' })
    const last = await loadNamedScan(tx, item, scan)
    if (typeof last === 'string') return refused({ why: last })
    if (desk.now.since(last.at).total('seconds') > undoSeconds) return refused({ why: 'tooLate' })

    const hold = await lockHolder(tx, item)
    // What a set has become ready with is told to its patron as one; a copy that was taken from a cancelled hold is not given back.
    if (hold?.kind === 'set' || last.tookFromHold) return refused({ why: 'cannotUndo' })
    if (hold) {
      const arrived = hold.readyAt?.equals(last.at) && !hold.capturedAt?.equals(last.at)
      const to = arrived ? ({ is: 'inTransit', itemId: item.id } as const) : ({ is: 'waiting' } as const)
      await saveTransition(tx, desk, [{ hold, to, why: 'undo', itemId: item.id }])
      await cancelNotice(tx, `ready:hold:${hold.id}:${last.at}`, desk.now)
    }
    await restoreItem(tx, desk, item, last, scan.branchId)
    if (scan.scanId !== undefined) await saveUndone(tx, scan.scanId, desk.now)
    return done({ itemId: item.id })
  })
}

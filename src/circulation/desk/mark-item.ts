import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import { loadHolder } from '#holds/queue/copy-facts.ts'
import { saveSteps } from '#holds/queue/save-steps.ts'
import type { BranchId, ItemId } from '#ids.ts'
import { lockScannedItem } from '#items/item-store.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { decideMark, type Mark, type MarkRefusal } from '../rules/mark.ts'
import type { Verdict } from '../rules/scan.ts'
import { countAwaitedOnly } from './awaited-store.ts'
import { takeInHand } from './check-in.ts'

export type { Mark }

/** A marked copy, and what is to be done with one that is in hand now; null otherwise. */
export type Marked = { itemId: ItemId; verdict: Verdict | null }

/**
 * Marks a copy missing, in repair, withdrawn, lost by the patron who has it, settled, or found again. A found copy is
 * in hand: it goes to the next hold, to its shelf, or home, as at any scan.
 * @param branchId the branch at whose desk it is marked; when not said, its home
 * @param askFirst whether withdrawing the last copy of a title for which people wait is refused: a desk is asked first
 */
export async function markItem(
  library: Library,
  actor: Actor,
  barcode: string,
  mark: Mark,
  reason: string,
  branchId?: BranchId,
  askFirst = false,
): Promise<Outcome<Marked, MarkRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<Marked, MarkRefusal>> => {
    const item = await lockScannedItem(tx, barcode)
    if (!item) return refused({ why: 'unknownItem' })
    const awaited = askFirst && mark === 'withdrawn' ? await countAwaitedOnly(tx, item) : 0
    const decided = decideMark({ item, holder: await loadHolder(tx, desk, item), mark, reason, awaited })
    switch (decided.is) {
      case 'refused':
        return refused(decided.refusal)
      case 'so':
        return done({ itemId: item.id, verdict: null })
      case 'inHand': {
        const verdict = await takeInHand(tx, desk, item, branchId ?? item.homeBranchId, { found: reason })
        return done({ itemId: item.id, verdict })
      }
      case 'steps':
        await saveSteps(tx, desk, item, decided.steps)
        return done({ itemId: item.id, verdict: null })
      default:
        return decided satisfies never
    }
  })
}

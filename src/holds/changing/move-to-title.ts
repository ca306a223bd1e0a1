import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { lockPatron } from '#patrons/standing-store.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockBibs, lockHolds } from '../hold-locks-store.ts'
import { saveTransition } from '../hold-store.ts'
import { judgeMoveToTitle, type MoveToTitleRefusal } from '../rules/changing/move-to-title.ts'
import { findWhereHoldIs, loadTitleFacts } from './title-store.ts'

/**
 * Makes of a waiting hold one on another title, or on another copy, as staff have agreed with its patron: the edition
 * that is left, the other volume, any copy instead of the one that is gone. It keeps its number in the order in which
 * holds joined.
 * @param to.barcode a copy of the title
 * @param to.only whether it asks for this very copy
 */
export async function moveToTitle(
  library: Library,
  actor: Extract<Actor, { is: 'staff' }>,
  holdId: HoldId,
  to: { barcode: string; only: boolean },
  reason: string,
): Promise<Outcome<{ holdId: HoldId }, MoveToTitleRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ holdId: HoldId }, MoveToTitleRefusal>> => {
    const was = await findWhereHoldIs(tx, holdId)
    if (!was) return refused({ why: 'notFound' })
    if (was.patronId !== null) await lockPatron(tx, was.patronId)
    const target = await loadTitleFacts(tx, { barcode: to.barcode, patronId: was.patronId, butHoldId: holdId })
    if (!target) return refused({ why: 'unknownItem' })
    await lockBibs(tx, [was.bibId, target.bibId])
    const [hold] = await lockHolds(tx, [holdId])
    const facts = await loadTitleFacts(tx, { barcode: to.barcode, patronId: was.patronId, butHoldId: holdId })
    // A merge or a move came between: what was seen is not so any more.
    if (!hold || hold.bibId !== was.bibId || facts?.bibId !== target.bibId) return refused({ why: 'notFound' })
    const refusal = judgeMoveToTitle(hold, facts, to.only)
    if (refusal) return refused(refusal)
    const onlyItemId = to.only ? facts.itemId : null
    await saveTransition(tx, desk, [{ hold, to: hold.state, why: 'moveToTitle', reason }], {
      bibId: facts.bibId,
      onlyItemId,
    })
    return done({ holdId })
  })
}

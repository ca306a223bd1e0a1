import { type Desk, deskOf } from '#acting.ts'
import { findBySourceKey, lockBibSides, saveMerged } from '#catalogue/merged-bib-store.ts'
import { type Tx, transact } from '#database/database.ts'
import { judgeMerge, type MergeEnd, type MergeRefusal } from '#holds/rules/merge.ts'
import type { BibId, HoldId } from '#ids.ts'
import { moveCopies } from '#items/item-bib-store.ts'
import type { Actor, Library } from '#library.ts'
import { mergeHolds } from '#merging/merge-holds.ts'
import { moveRequestsToBib } from '#requests/request-store.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { crashPoint } from '#std/crash-point.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { moveThemesToBib } from '#themes/theme-store.ts'
import { moveWishesToBib } from '#wish-lists/wish-store.ts'

/** What a merge did. Pressed again it has been done, and does nothing. */
export type MergedBibs = {
  into: BibId
  did: { copies: number; holds: number; ended: { holdId: HoldId; why: MergeEnd }[] } | null
}

/**
 * 書誌の統合: two records of one title become one. Copies, loans, holds, baskets go over to the record that stays; the old
 * address leads there (M12: what can be reserved is what the library holds, under one name).
 */
export async function mergeBibs(
  library: Library,
  staff: Extract<Actor, { is: 'staff' }>,
  merge: { from: BibId; into: BibId },
  reason: string,
): Promise<Outcome<MergedBibs, MergeRefusal>> {
  const desk = deskOf(library, staff)
  const merged = await transact(library.db, async tx => {
    const outcome = await mergeInto(tx, desk, merge.from, merge.into)
    if (outcome.ok && outcome.value.did) {
      const detail = { from: merge.from, into: outcome.value.into, reason, ...outcome.value.did }
      await writeAudit(tx, { at: desk.now, staffLogin: staff.login, did: 'mergeBibs', patronId: null, detail })
    }
    crashPoint('mergeBibs:saved')
    return outcome
  })
  crashPoint('mergeBibs:committed')
  return merged
}

/** The same for a list of an import, which names the records by their numbers in their source. */
export async function mergeListed(
  library: Library,
  merge: { from: string; into: string },
  now: Temporal.Instant,
): Promise<Outcome<MergedBibs, MergeRefusal>> {
  const desk = deskOf(library, { is: 'system' }, now)
  return transact(library.db, async tx => {
    const [from, into] = [await findBySourceKey(tx, merge.from), await findBySourceKey(tx, merge.into)]
    if (from === null) return refused({ why: 'unknown' })
    if (into === null) return refused({ why: 'unknownTarget' })
    return mergeInto(tx, desk, from, into)
  })
}

async function mergeInto(tx: Tx, desk: Desk, from: BibId, named: BibId): Promise<Outcome<MergedBibs, MergeRefusal>> {
  const sides = await lockBibSides(tx, [from, named])
  const judged = judgeMerge(sides.get(from), sides.get(named))
  if (judged.is === 'refused') return refused(judged.refusal)
  const { into } = judged
  if (judged.is === 'done') return done({ into, did: null })
  // A book that turns out to be a CD may stand beyond the limit of CDs: it was reserved as a book.
  const beyondLimit = sides.get(from)!.audiovisual !== sides.get(into)!.audiovisual
  const holds = await mergeHolds(tx, desk, { of: 'bib', from, into }, beyondLimit)
  const copies = await moveCopies(tx, desk, from, into)
  await moveRequestsToBib(tx, from, into)
  await moveWishesToBib(tx, from, into)
  await moveThemesToBib(tx, from, into)
  await saveMerged(tx, from, into, desk.now)
  await holds.handOnRest()
  return done({ into, did: { copies, holds: holds.wentOver, ended: holds.ended } })
}

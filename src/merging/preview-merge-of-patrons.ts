import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import { judgeMerge, type MergeRefusal } from '#holds/rules/merge.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { type MergePreview, previewMergeOfHolds } from '#merging/preview-merge-of-holds.ts'
import { loadCardOwner } from '#patrons/desk/desk-store.ts'
import { loadPatronSides } from '#patrons/merged-patron-store.ts'
import { readCardNumber } from '#patrons/rules/card-number.ts'
import { findMerge } from '#staff/find-merge.ts'
import type { FoundMerge } from '#staff/found-merge.ts'

export type PatronMergePreview =
  | { is: 'may'; will: MergePreview; historyIsCut: boolean }
  | { is: 'done'; into: PatronId; did: FoundMerge | null }
  | { is: 'refused'; refusal: MergeRefusal }

/** What 利用者の統合 would do, said before the press; or that it has been done. Who the two are, `showPatron` shows. */
export async function previewMergeOfPatrons(
  library: Library,
  asked: { from: PatronId; into: PatronId },
): Promise<PatronMergePreview> {
  const desk = deskOf(library, { is: 'system' })
  return transact(library.db, async (tx): Promise<PatronMergePreview> => {
    const sides = await loadPatronSides(tx, [asked.from, asked.into])
    const judged = judgeMerge(sides.get(asked.from), sides.get(asked.into))
    if (judged.is === 'refused') return judged
    const { into } = judged
    if (judged.is === 'done') return { is: 'done', into, did: await findMerge(tx, 'mergePatrons', asked.from) }
    const will = await previewMergeOfHolds(tx, desk, { of: 'patron', from: asked.from, into })
    const historyIsCut = sides.get(asked.from)!.keepsHistory && sides.get(into)?.keepsHistory === false
    return { is: 'may', will, historyIsCut }
  })
}

/** Whose card a number is or was, also of somebody who is registered otherwise by now; null: nobody's. */
export async function ownerOfCard(library: Library, typed: string): Promise<PatronId | null> {
  const number = readCardNumber(typed)
  return number === null ? null : ((await loadCardOwner(library.db, number))?.patronId ?? null)
}

import { deskOf } from '#acting.ts'
import { type BibFacts, loadBibFacts } from '#catalogue/merged-bib-store.ts'
import { transact } from '#database/database.ts'
import { judgeMerge, type MergeRefusal } from '#holds/rules/merge.ts'
import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import { type MergePreview, previewMergeOfHolds } from '#merging/preview-merge-of-holds.ts'
import { findMerge } from '#staff/find-merge.ts'
import type { FoundMerge } from '#staff/found-merge.ts'

export type { BibFacts }

export type BibMergePreview =
  | { is: 'may'; from: BibFacts; into: BibFacts; will: MergePreview }
  | { is: 'done'; into: BibFacts; did: FoundMerge | null }
  | { is: 'refused'; refusal: MergeRefusal }

/** What 書誌の統合 would do, said before the press; or that it has been done. */
export async function previewMergeOfBibs(
  library: Library,
  asked: { from: BibId; into: BibId },
): Promise<BibMergePreview> {
  const desk = deskOf(library, { is: 'system' })
  return transact(library.db, async (tx): Promise<BibMergePreview> => {
    const facts = await loadBibFacts(tx, [asked.from, asked.into])
    const judged = judgeMerge(facts.get(asked.from), facts.get(asked.into))
    if (judged.is === 'refused') return judged
    const into = facts.get(judged.into) ?? (await loadBibFacts(tx, [judged.into])).get(judged.into)!
    if (judged.is === 'done') return { is: 'done', into, did: await findMerge(tx, 'mergeBibs', asked.from) }
    const from = facts.get(asked.from)!
    const will = await previewMergeOfHolds(tx, desk, { of: 'bib', from: from.id, into: into.id })
    return { is: 'may', from, into, will }
  })
}

/** The record that is to go over, before the other one is chosen; null when there is none. */
export const bibToMerge = async (library: Library, id: BibId): Promise<BibFacts | null> =>
  (await loadBibFacts(library.db, [id])).get(id) ?? null

import { findHiddenByIsbn, loadBibs, type StoredBib } from '#catalogue/bib-store.ts'
import { findBySourceKey } from '#catalogue/merged-bib-store.ts'
import type { BibId, DraftId } from '#ids.ts'
import type { Library } from '#library.ts'
import { isId } from '#std/new-id.ts'
import { type Draft, loadDraft } from './copying-store.ts'
import type { CopiedRecord } from './rules/answer.ts'

export type ShownDraft = {
  draft: Draft
  /** What was found, numbered as the choices name it, each with its source. */
  copied: (CopiedRecord & { source: string })[]
  /** What the library has already of this ISBN, or of these records; also what the public does not see (非公開). */
  known: StoredBib[]
}

/** More records of one ISBN are not listed. */
const knownMax = 10

/** A draft with what is chosen from; null when there is none of this number (any more). */
export async function showDraft(library: Library, id: DraftId): Promise<ShownDraft | null> {
  const draft = isId(id) ? await loadDraft(library.db, id) : null
  if (!draft) return null
  const copied = copiedIn(draft)
  const isbns = [...new Set([draft.isbn, ...copied.flatMap(({ bib }) => bib.isbns)])].filter(isbn => isbn !== null)
  const ids = new Set<BibId>()
  for (const { bib } of copied) {
    const known = await findBySourceKey(library.db, bib.sourceKey)
    if (known !== null) ids.add(known)
  }
  // What nobody else tells of comes before what the index knows.
  for (const id of await findHiddenByIsbn(library.db, isbns, knownMax)) ids.add(id)
  for (const isbn of isbns.slice(0, knownMax)) {
    const found = library.index.search({ text: isbn, limit: knownMax })
    if (found.ok) for (const hit of found.value.hits) ids.add(hit.id)
  }
  return { draft, copied, known: await loadBibs(library.db, [...ids].slice(0, knownMax), 'staff') }
}

/** The records of a draft, in the order of their numbers. */
export const copiedIn = (draft: Draft): (CopiedRecord & { source: string })[] =>
  draft.answers.flatMap(answer =>
    answer.is === 'found' ? answer.records.map(record => ({ ...record, source: answer.source })) : [],
  )

import { findByCallNumber, findHiddenByIsbn, loadBibs } from '#catalogue/bib-store.ts'
import { readAvailability } from '#catalogue/read-bibs.ts'
import { readIsbn } from '#catalogue/rules/isbn.ts'
import { type FoundBib, searchCatalogue } from '#catalogue/search-catalogue.ts'
import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'

/** More titles are not offered to a desk at once. */
export const foundMax = 20

/**
 * What a desk finds: as the public, and before it what is 非公開, by the code of a copy, a 請求記号 or an ISBN. By words it
 * is found in no way: the index has what the public sees.
 */
export async function findForStaff(library: Library, text: string): Promise<FoundBib[]> {
  const typed = text.normalize('NFKC').trim()
  const isbn = readIsbn(typed)
  const [byCode, byIsbn, found] = await Promise.all([
    findByCallNumber(library.db, typed, foundMax, 'hidden'),
    isbn === null ? [] : findHiddenByIsbn(library.db, [isbn.isbn13], foundMax),
    searchCatalogue(library, { text, limit: foundMax }),
  ])
  const hidden = await showForStaff(library, [...new Set([...byCode, ...byIsbn])])
  const known = new Set(hidden.map(({ bib }) => bib.id))
  const seen = found.ok ? found.value.hits.filter(({ bib }) => !known.has(bib.id)) : []
  return [...hidden, ...seen].slice(0, foundMax)
}

/** These titles with what can be had of them now, hidden ones too; one that has gone or was merged is left out. */
export async function showForStaff(library: Library, ids: readonly BibId[]): Promise<FoundBib[]> {
  const [bibs, availability] = await Promise.all([loadBibs(library.db, ids, 'staff'), readAvailability(library, ids)])
  return bibs.map(bib => ({ bib, availability: availability.get(bib.id)! }))
}

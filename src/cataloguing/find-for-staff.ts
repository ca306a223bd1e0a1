import { findByCallNumber, findHiddenByIsbn, loadBib } from '#catalogue/bib-store.ts'
import { readAvailability } from '#catalogue/read-bibs.ts'
import { readIsbn } from '#catalogue/rules/isbn.ts'
import { type FoundBib, searchCatalogue, showFound } from '#catalogue/search-catalogue.ts'
import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'

/** More titles are not offered to a desk at once. */
const foundMax = 20

/**
 * What a desk finds: as the public, and also what is 非公開, by the code of a copy, a 請求記号 or an ISBN. By words it is
 * found in no way: the index has what the public sees.
 */
export async function findForStaff(library: Library, text: string): Promise<FoundBib[]> {
  const typed = text.normalize('NFKC').trim()
  const isbn = readIsbn(typed)
  const [byCode, byIsbn, found] = await Promise.all([
    findByCallNumber(library.db, typed, foundMax, 'staff'),
    isbn === null ? [] : findHiddenByIsbn(library.db, [isbn.isbn13], foundMax),
    searchCatalogue(library, { text, limit: foundMax }),
  ])
  const seen = found.ok ? found.value.hits : []
  const known = new Set(seen.map(({ bib }) => bib.id))
  const besides = [...new Set([...byCode, ...byIsbn])].filter(id => !known.has(id))
  return [...seen, ...(await showForStaff(library, besides))].slice(0, foundMax)
}

/** These titles with what can be had of them now, hidden ones too; one that has gone or was merged is left out. */
export async function showForStaff(library: Library, ids: readonly BibId[]): Promise<FoundBib[]> {
  const shown = new Map((await showFound(library, ids)).map(one => [one.bib.id, one]))
  const rest = ids.filter(id => !shown.has(id))
  if (rest.length === 0) return ids.flatMap(id => shown.get(id) ?? [])
  const [bibs, availability] = await Promise.all([
    Promise.all(rest.map(id => loadBib(library.db, id))),
    readAvailability(library, rest),
  ])
  for (const bib of bibs)
    if (bib && bib.deletedAt === null && bib.mergedInto === null)
      shown.set(bib.id, { bib, availability: availability.get(bib.id)! })
  return ids.flatMap(id => shown.get(id) ?? [])
}

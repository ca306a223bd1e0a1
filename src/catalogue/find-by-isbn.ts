import type { Library } from '#library.ts'
import { loadStanding } from './bib-store.ts'
import { type FoundBib, showFound } from './search-catalogue.ts'

/** One ISBN may stand on so many records: volumes of a set, printings catalogued apart. */
const bibsMax = 50

/**
 * What the library holds under an ISBN; in the place of a bib that was merged into another, that other one, from the moment of the merge: the
 * index may not have heard of it yet.
 */
export async function findByIsbn(library: Library, isbn13: string): Promise<FoundBib[]> {
  const answer = library.index.search({ text: isbn13, limit: bibsMax })
  const ids = answer.ok ? answer.value.hits.map(({ id }) => id) : []
  const found = await showFound(library, await loadStanding(library.db, ids))
  return found.filter(({ availability }) => availability.holdability !== 'notHeld')
}

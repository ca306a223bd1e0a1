import type { Library } from '#library.ts'
import { readStanding } from './read-bibs.ts'
import { type FoundBib, showFound } from './search-catalogue.ts'

/** One ISBN may stand on so many records: volumes of a set, printings catalogued apart. */
const bibsMax = 50

/**
 * What the library holds under an ISBN; in the place of a bib that was merged into another, that other one, from the
 * moment of the merge: the index may not have heard of it yet.
 */
export const findByIsbn = async (library: Library, isbn13: string): Promise<FoundBib[]> =>
  (await findByIsbns(library, [isbn13])).get(isbn13)!

/** The same of several at once: two statements, however many they are. */
export async function findByIsbns(library: Library, isbns: readonly string[]): Promise<Map<string, FoundBib[]>> {
  const idsOf = new Map(
    isbns.map(isbn => {
      const answer = library.index.search({ text: isbn, limit: bibsMax })
      return [isbn, answer.ok ? answer.value.hits.map(({ id }) => id) : []]
    }),
  )
  const standing = await readStanding(library, [...idsOf.values()].flat())
  const found = await showFound(library, [...new Set(standing.values())])
  const byId = new Map(found.map(one => [one.bib.id, one]))
  return new Map(
    [...idsOf].map(([isbn, ids]) => {
      const there = [...new Set(ids.flatMap(id => standing.get(id) ?? []))].flatMap(id => byId.get(id) ?? [])
      return [isbn, there.filter(({ availability }) => availability.holdability !== 'notHeld')]
    }),
  )
}

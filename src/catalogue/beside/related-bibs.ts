import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import { readBib, readBibs } from '../read-bibs.ts'
import type { Bib } from '../rules/bib.ts'
import type { Condition } from '../rules/search/query.ts'
import { plainName } from '../rules/writing/plain-name.ts'
import { type FoundBib, showFound } from '../search-catalogue.ts'

/** Beside a bib: what a reader may want instead of it or after it. */
export type RelatedBibs = {
  bib: Bib
  /** One page of the other editions and volumes of its work, in the order of their 巻次, with where each is now. */
  editions: FoundBib[]
  /** How many of them there are. */
  total: number
  /**
   * Others by its first author, and about each of its first subjects; the most wanted first. Where there are none, it
   * is left out.
   */
  author: { name: string; bibs: Bib[] } | null
  subjects: { name: string; bibs: Bib[] }[]
}

/** So many editions stand on one page, so many books on a shelf of related ones. */
export const relatedMax = 20
const subjectsMax = 3

/**
 * ほかの版・関連する本 of a bib.
 * @returns null when there is no such bib (any more, or by this number), or none that the public sees
 */
export async function relatedBibs(library: Library, id: BibId, page: number): Promise<RelatedBibs | null> {
  const { index } = library
  const bib = (await readBibs(library, [id]))[0] ?? (await readBib(library, id))
  if (!bib || bib.mergedInto !== null || bib.deletedAt !== null || bib.hiddenAt !== null) return null
  const works = index.works(id)
  const others = works.filter(one => one !== id)
  const [creator] = bib.creators
  const name = creator ? plainName(creator.name) : null
  const byAuthor = name === null ? [] : alike(library, { field: 'author', match: 'exact', text: name }, works)
  const bySubject = bib.subjects
    .slice(0, subjectsMax)
    .map(subject => ({ subject, ids: alike(library, { field: 'subject', match: 'exact', text: subject }, works) }))
  const [editions, related] = await Promise.all([
    showFound(library, others.slice((page - 1) * relatedMax, page * relatedMax)),
    readBibs(library, [...new Set([...byAuthor, ...bySubject.flatMap(({ ids }) => ids)])]),
  ])
  const byId = new Map(related.map(one => [one.id, one]))
  const bibsOf = (ids: readonly BibId[]) => ids.flatMap(one => byId.get(one) ?? [])
  return {
    bib,
    editions,
    total: others.length,
    author: name !== null && byAuthor.length > 0 ? { name, bibs: bibsOf(byAuthor) } : null,
    subjects: bySubject.flatMap(({ subject, ids }) => (ids.length > 0 ? [{ name: subject, bibs: bibsOf(ids) }] : [])),
  }
}

/** The most wanted bibs of which a condition is true, those of the work itself left out. */
function alike({ index }: Library, condition: Omit<Condition, 'join'>, works: readonly BibId[]): BibId[] {
  const limit = relatedMax + Math.min(works.length, 80)
  const found = index.search({ conditions: [{ ...condition, join: 'and' }], sort: 'popular', limit })
  if (!found.ok) return []
  const own = new Set(works)
  return found.value.hits.flatMap(({ id }) => (own.has(id) ? [] : [id])).slice(0, relatedMax)
}

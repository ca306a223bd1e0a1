import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome } from '#std/outcome.ts'
import type { StoredBib } from './bib-store.ts'
import type { Answer, Counted, SearchRequest } from './index/catalogue-index.ts'
import { readAvailability, readBibs, readByCallNumber } from './read-bibs.ts'
import type { Availability } from './rules/availability.ts'
import { callKey, looksLikeCallNumber } from './rules/search/call-key.ts'
import { isNamed } from './rules/search/is-named.ts'
import type { QueryRefusal } from './rules/search/query.ts'
import { isJustAsked } from './rules/search/rank.ts'

/** One line of an answer: the record, and where it is at this moment. */
export type FoundBib = { bib: StoredBib; availability: Availability }

/**
 * `justAsked`: the first hit has the number or the whole title that was asked for, and is not only something with these
 * words in it.
 */
export type CatalogueAnswer = Omit<Answer, 'hits'> & { hits: FoundBib[]; justAsked: boolean }

/** The index says which bibs; the database says what they are and where they are now. */
export async function searchCatalogue(
  library: Library,
  request: SearchRequest,
): Promise<Outcome<CatalogueAnswer, QueryRefusal>> {
  const numbered = await byNumber(library, request)
  if (numbered) return done(numbered)
  const found = library.index.search(request)
  if (!found.ok) return found
  const hits = await showFound(
    library,
    found.value.hits.map(({ id }) => id),
  )
  const [first] = found.value.hits
  const isCalledSo = hits[0] !== undefined && isNamed(hits[0].bib, request.text ?? '')
  const justAsked = first !== undefined && (isJustAsked(first.tier) || isCalledSo || asksWholeTitle(request))
  return done({ ...found.value, hits, justAsked })
}

const asksWholeTitle = ({ conditions = [] }: SearchRequest): boolean =>
  conditions.some(({ field, match }) => (field === 'title' && match === 'exact') || field === 'isbn')

/** The bibs of these numbers with what can be had of them now; one that has gone meanwhile is left out. */
export async function showFound(library: Library, ids: readonly BibId[]): Promise<FoundBib[]> {
  const [bibs, availability] = await Promise.all([readBibs(library, ids), readAvailability(library, ids)])
  return bibs.map(bib => ({ bib, availability: availability.get(bib.id)! }))
}

/**
 * How many bibs a search finds now, and which of them came in later than the bib numbered `after`: how many, and the
 * `limit` newest. Near readings, which a page of results would offer, are none of them.
 */
export async function countFound(
  library: Library,
  request: SearchRequest,
  after: number,
  limit = 0,
): Promise<Outcome<Counted, QueryRefusal>> {
  const ids = await idsByNumber(library, request)
  if (ids === null) return library.index.count(request, after, limit)
  const later = ids.filter(id => id > after).sort((one, other) => other - one)
  // The database may know bibs that the index has yet to take in.
  const upTo = Math.max(library.index.newestId, ...ids)
  return done({ total: ids.length, later: later.length, newest: later.slice(0, limit), upTo })
}

/**
 * Which bibs stand before and after the n-th hit of a search, and how many hits there are; null: another one is there
 * by now.
 */
export async function besideInList(
  library: Library,
  request: SearchRequest,
  id: BibId,
  nth: number,
): Promise<{ total: number; before: BibId | null; after: BibId | null } | null> {
  const offset = Math.max(0, nth - 2)
  const around = (ids: readonly BibId[], total: number) => {
    const at = ids.indexOf(id)
    if (at !== nth - 1 - offset) return null
    return { total, before: ids[at - 1] ?? null, after: ids[at + 1] ?? null }
  }
  const numbered = await idsByNumber(library, request)
  if (numbered) return around(numbered.slice(offset, nth + 1), numbered.length)
  const found = library.index.search({ ...request, offset, limit: nth + 1 - offset })
  if (!found.ok) return null
  return around(
    found.value.hits.map(hit => hit.id),
    found.value.total,
  )
}

async function byNumber(library: Library, request: SearchRequest): Promise<CatalogueAnswer | null> {
  const ids = await idsByNumber(library, request)
  if (ids === null) return null
  const { offset = 0, limit = 20 } = request
  const hits = await showFound(library, ids.slice(offset, offset + limit))
  return { ...askedByNumber, total: ids.length, hits }
}

/**
 * 資料コード and 請求記号 stand on copies, which the index does not know: asked of the database, when a text looks like one.
 * @returns null: the text is no such number, and is searched for
 */
export async function idsByNumber(library: Library, request: SearchRequest): Promise<BibId[] | null> {
  const text = (request.text ?? '').normalize('NFKC').trim()
  const looksLikeIt = /^[0-9A-Za-z-]{5,20}$/.test(text) || looksLikeCallNumber(callKey(text))
  if (!looksLikeIt || (request.conditions ?? []).length > 0) return null
  const ids = await readByCallNumber(library, text, underNumberMax)
  return ids.length === 0 ? null : ids
}

/** More than stand under any 請求記号 of two parts, the beginning of others, in a whole prefecture. */
const underNumberMax = 5_000

/** What an answer to a number lacks: it offers nothing besides, and is what was asked for. */
const askedByNumber: Omit<CatalogueAnswer, 'total' | 'hits'> = {
  facets: { branches: [], shelves: [], kinds: [], classes: [], years: [], creators: [], audiences: [], available: 0 },
  alsoSearched: [],
  otherNames: [],
  nearest: false,
  didYouMean: [],
  marks: [],
  hint: null,
  justAsked: true,
}

import type { Library } from '#library.ts'
import { done, type Outcome } from '#std/outcome.ts'
import type { Answer, SearchRequest } from './index/catalogue-index.ts'
import { knownBibs } from './known-bibs.ts'
import type { Availability } from './rules/availability.ts'
import type { Bib, BibId } from './rules/bib.ts'
import type { QueryRefusal } from './rules/query.ts'
import { findByCallNumber, loadAvailability } from './store.ts'

/** One line of an answer: the record, and where it is at this moment. */
export type FoundBib = { bib: Bib; availability: Availability }

export type CatalogueAnswer = Omit<Answer, 'hits'> & { hits: FoundBib[] }

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
  return done({ ...found.value, hits })
}

/** The bibs of these numbers with what can be had of them now; one that has gone meanwhile is left out. */
export async function showFound(library: Library, ids: readonly BibId[]): Promise<FoundBib[]> {
  const [bibs, availability] = await Promise.all([
    knownBibs(library.index).load(library.db, ids),
    loadAvailability(library.db, ids),
  ])
  return bibs.map(bib => ({ bib, availability: availability.get(bib.id)! }))
}

/** 資料コード and 請求記号 stand on copies, which the index does not know: asked of the database, when a text looks like one. */
async function byNumber(library: Library, request: SearchRequest): Promise<CatalogueAnswer | null> {
  const text = (request.text ?? '').normalize('NFKC').trim()
  const looksLikeIt = /^[0-9A-Za-z-]{5,20}$/.test(text) || /^[0-9A-Z.]{1,12}\/\S{1,12}$/.test(text)
  if (!looksLikeIt || (request.conditions ?? []).length > 0) return null
  const ids = await findByCallNumber(library.db, text, 200)
  if (ids.length === 0) return null
  const { offset = 0, limit = 20 } = request
  const hits = await showFound(library, ids.slice(offset, offset + limit))
  return { ...nothingFound, total: ids.length, hits }
}

const nothingFound: CatalogueAnswer = {
  total: 0,
  hits: [],
  facets: { branches: [], kinds: [], classes: [], years: [], creators: [], audiences: [], available: 0 },
  alsoSearched: [],
  nearest: false,
  didYouMean: [],
  marks: [],
  hint: null,
}

import { readSearch } from '#catalogue/rules/search/search-state.ts'
import type { PatronId, SavedSearchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome } from '#std/outcome.ts'
import { canonicalQuery } from './canonical.ts'
import type { SaveRefusal } from './rules/saving.ts'
import { saveSearch } from './save-search.ts'
import { wishForMail } from './wish-for-mail.ts'

/** In the query of a search that is to be saved: its news are to be told by mail from the first. */
const tell = { tell: '1' }

/** A search to be saved as one query, which may have to go through a login. */
export const queryToKeep = (query: string, tells: boolean): string => {
  const kept = canonicalQuery(readSearch(new URLSearchParams(query)))
  return tells ? `${kept}&${new URLSearchParams(tell)}` : kept
}

/** Whether such a query wishes for mails. */
const wishesToBeTold = (query: string): boolean => new URLSearchParams(query).get('tell') === tell.tell

/**
 * Keeps a search, and lets its news come by mail where the query wishes for that. A search that was kept before is told
 * of from now on too.
 */
export async function keepSearch(
  library: Library,
  patronId: PatronId,
  query: string,
): Promise<Outcome<{ id: SavedSearchId; told: boolean }, SaveRefusal>> {
  const saved = await saveSearch(library, patronId, readSearch(new URLSearchParams(query)))
  if (!saved.ok) return saved
  const { id } = saved.value
  if (!wishesToBeTold(query)) return done({ id, told: false })
  // Removed on another page meanwhile, there is nothing to be told of.
  const wished = await wishForMail(library, patronId, id, true)
  return done({ id, told: wished.ok })
}

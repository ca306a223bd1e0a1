import type { SearchState } from '#catalogue/rules/search/search-state.ts'
import type { PatronId, SavedSearchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { stateOf } from './canonical.ts'
import { loadSavedSearch, saveSeen } from './saved-search-store.ts'

/**
 * 新しい資料を見る: the search, its newest bibs first. What the list had counted counts as seen from now on; what came in
 * between the list and this press does not, and is told the next time.
 * @param upTo how far the list had counted
 */
export async function openSavedSearch(
  library: Library,
  patronId: PatronId,
  id: SavedSearchId,
  upTo: number,
): Promise<Outcome<SearchState, { why: 'notFound' }>> {
  const saved = await loadSavedSearch(library.db, patronId, id)
  if (!saved) return refused({ why: 'notFound' })
  await saveSeen(library.db, patronId, id, Math.min(upTo, library.index.newestId))
  return done({ ...stateOf(saved), sort: 'added' })
}

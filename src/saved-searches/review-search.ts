import type { SearchState } from '#catalogue/rules/search/search-state.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { canonical } from './canonical.ts'
import { judgeSaving, type SaveRefusal } from './rules/saving.ts'
import { countSavedSearches } from './saved-search-store.ts'

/**
 * What `saveSearch` would say to a search, without saving it: the number of the one that asks this already, or why it
 * would be refused.
 */
export async function reviewSearch(
  { db, policy }: Library,
  patronId: PatronId,
  state: SearchState,
): Promise<{ savedAs: number | null; refusal: SaveRefusal | null }> {
  const { asked } = canonical(state)
  const { count, same } = await countSavedSearches(db, patronId, asked)
  return { savedAs: same, refusal: same === null ? judgeSaving(asked, count, policy.savedSearches.max) : null }
}

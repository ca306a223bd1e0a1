import type { SearchState } from '#catalogue/rules/search/search-state.ts'
import { transact } from '#database/database.ts'
import type { PatronId, SavedSearchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { lockPatron } from '#patrons/standing-store.ts'
import { assert } from '#std/assert.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { canonical } from './canonical.ts'
import { judgeSaving, type SaveRefusal } from './rules/saving.ts'
import { countSavedSearches, insertSavedSearch } from './saved-search-store.ts'

/**
 * この検索を保存: keeps a search for its patron. What they have kept already stays as it is, and is the same answer.
 * Everything that is in the catalogue now counts as seen.
 * @returns the number of the saved search
 */
export async function saveSearch(
  library: Library,
  signedInAs: PatronId,
  state: SearchState,
): Promise<Outcome<{ id: SavedSearchId }, SaveRefusal>> {
  const { clock, policy, index } = library
  const search = canonical(state)
  return transact(library.db, async tx => {
    const patronId = await lockPatron(tx, signedInAs)
    assert(patronId !== null, 'a patron who saves a search exists')
    const { count, same } = await countSavedSearches(tx, patronId, search.asked)
    if (same !== null) return done({ id: same })
    const refusal = judgeSaving(search.asked, count, policy.savedSearches.max)
    if (refusal) return refused(refusal)
    return done({
      id: await insertSavedSearch(tx, patronId, { ...search, savedAt: clock.now(), seenTo: index.newestId }),
    })
  })
}

import type { PatronId, SavedSearchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { deleteSavedSearch, savedSearchExists } from './saved-search-store.ts'

/**
 * Removes one of a patron's saved searches. One that is gone already is removed; one of somebody else's is not there
 * for them.
 */
export async function removeSavedSearch(
  library: Library,
  patronId: PatronId,
  id: SavedSearchId,
): Promise<Outcome<null, { why: 'notFound' }>> {
  await deleteSavedSearch(library.db, patronId, id)
  return (await savedSearchExists(library.db, id)) ? refused({ why: 'notFound' }) : done(null)
}

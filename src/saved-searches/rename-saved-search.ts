import type { PatronId, SavedSearchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { type NameRefusal, readName } from './rules/name.ts'
import { saveName } from './saved-search-store.ts'

/**
 * Gives a saved search the name that its patron typed.
 * @param ownWords what it is called as long as it has no other name
 */
export async function renameSavedSearch(
  library: Library,
  patronId: PatronId,
  id: SavedSearchId,
  typed: string,
  ownWords: string,
): Promise<Outcome<null, NameRefusal | { why: 'notFound' }>> {
  const name = readName(typed, ownWords)
  if (!name.ok) return name
  return (await saveName(library.db, patronId, id, name.value)) ? done(null) : refused({ why: 'notFound' })
}

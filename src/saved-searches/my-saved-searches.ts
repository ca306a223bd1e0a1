import { setImmediate } from 'node:timers/promises'
import type { QueryRefusal } from '#catalogue/rules/search/query.ts'
import { isTooLong, type SearchState } from '#catalogue/rules/search/search-state.ts'
import { countFound } from '#catalogue/search-catalogue.ts'
import { tooLong, toRequest } from '#catalogue/search-request.ts'
import type { PatronId, SavedSearchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome } from '#std/outcome.ts'
import { stateOf } from './canonical.ts'
import { countSavedSearches, loadSavedSearch, loadSavedSearches, type SavedSearch } from './saved-search-store.ts'

export type MySavedSearch = {
  id: SavedSearchId
  name: string | null
  state: SearchState
  /** Whether a mail tells what comes in. */
  byMail: boolean
  /**
   * How many it finds now, and how many of them came in since it was last opened; or why it cannot be understood any
   * more. `upTo` is how far was counted: who opens it has seen it up to there (see openSavedSearch).
   */
  found: Outcome<{ total: number; arrived: number; upTo: number }, QueryRefusal>
}

/** More than one patron may save; who was registered twice has those of both. */
const shownMax = 200

/** 保存した検索: a patron's own list, those with something new first, then the youngest first. */
export async function mySavedSearches(library: Library, patronId: PatronId): Promise<MySavedSearch[]> {
  const searches: MySavedSearch[] = []
  for (const saved of await loadSavedSearches(library.db, patronId, shownMax)) {
    searches.push(await counted(library, saved))
    // Each looks through the whole catalogue: between two of them others get their turn.
    await setImmediate()
  }
  const isNew = ({ found }: MySavedSearch) => Number(found.ok && found.value.arrived > 0)
  return searches.toSorted((one, other) => isNew(other) - isNew(one))
}

async function counted(library: Library, saved: SavedSearch): Promise<MySavedSearch> {
  const state = stateOf(saved)
  const counted = isTooLong(state) ? tooLong : await countFound(library, toRequest(state), saved.seenTo)
  const found = counted.ok
    ? done({ total: counted.value.total, arrived: counted.value.later, upTo: counted.value.upTo })
    : counted
  return { id: saved.id, name: saved.name, state, byMail: saved.toldOn !== null, found }
}

/** One of them, without its counts; null when it is not this patron's. */
export async function mySavedSearch(
  library: Library,
  patronId: PatronId,
  id: SavedSearchId,
): Promise<Omit<MySavedSearch, 'found'> | null> {
  const saved = await loadSavedSearch(library.db, patronId, id)
  return saved && { id: saved.id, name: saved.name, state: stateOf(saved), byMail: saved.toldOn !== null }
}

/** How many a patron has. */
export async function countMySavedSearches(library: Library, patronId: PatronId): Promise<number> {
  return (await countSavedSearches(library.db, patronId, '')).count
}

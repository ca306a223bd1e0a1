import { setImmediate } from 'node:timers/promises'
import type { QueryRefusal } from '#catalogue/rules/query.ts'
import { isTooLong, type SearchState } from '#catalogue/rules/search-state.ts'
import { countFound } from '#catalogue/search-catalogue.ts'
import { tooLong, toRequest } from '#catalogue/search-request.ts'
import type { Library } from '#library.ts'
import type { Outcome } from '#std/outcome.ts'
import { stateOf } from './canonical.ts'
import { countSavedSearches, loadSavedSearch, loadSavedSearches, type SavedSearch } from './store.ts'

export type MySavedSearch = {
  id: number
  name: string | null
  state: SearchState
  /** Whether a mail tells what comes in. */
  byMail: boolean
  /** How many it finds now, and how many of them came in since it was last opened; or why it cannot be understood any more. */
  found: Outcome<{ total: number; arrived: number }, QueryRefusal>
}

/** More than one patron may save; who was registered twice has those of both. */
const shownMax = 200

/**
 * 保存した検索: a patron's own list, those with something new first, then the youngest first. `upTo` is how far the catalogue was counted:
 * who opens a search has seen it up to there (see openSavedSearch).
 */
export async function mySavedSearches(
  library: Library,
  patronId: number,
): Promise<{ searches: MySavedSearch[]; upTo: number }> {
  const upTo = library.index.newestId
  const searches: MySavedSearch[] = []
  for (const saved of await loadSavedSearches(library.db, patronId, shownMax)) {
    searches.push(await counted(library, saved))
    // Each looks through the whole catalogue: between two of them others get their turn.
    await setImmediate()
  }
  const isNew = ({ found }: MySavedSearch) => Number(found.ok && found.value.arrived > 0)
  return { searches: searches.toSorted((one, other) => isNew(other) - isNew(one)), upTo }
}

async function counted(library: Library, saved: SavedSearch): Promise<MySavedSearch> {
  const state = stateOf(saved)
  const found = isTooLong(state) ? tooLong : await countFound(library, toRequest(state), saved.seenTo)
  return {
    id: saved.id,
    name: saved.name,
    state,
    byMail: saved.toldOn !== null,
    found: found.ok ? { ok: true, value: { total: found.value.total, arrived: found.value.later } } : found,
  }
}

/** One of them, without its counts; null when it is not this patron's. */
export async function mySavedSearch(
  library: Library,
  patronId: number,
  id: number,
): Promise<Omit<MySavedSearch, 'found'> | null> {
  const saved = await loadSavedSearch(library.db, patronId, id)
  return saved && { id: saved.id, name: saved.name, state: stateOf(saved), byMail: saved.toldOn !== null }
}

/** How many a patron has. */
export async function countMySavedSearches(library: Library, patronId: number): Promise<number> {
  return (await countSavedSearches(library.db, patronId, '')).count
}

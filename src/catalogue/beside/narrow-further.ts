import type { Library } from '#library.ts'
import { done, type Outcome } from '#std/outcome.ts'
import type { SearchRequest } from '../index/catalogue-index.ts'
import { type Further, furtherChoices } from '../rules/search/further.ts'
import type { QueryRefusal } from '../rules/search/query.ts'
import { idsByNumber } from '../search-catalogue.ts'
import { loadFurther } from './further-store.ts'

/** Of so many bibs the values are counted while somebody waits; of more the ticks of しぼりこみ come first. */
export const furtherMax = 5_000
const valuesMax = 20

/**
 * To what else a search can be narrowed: languages, subjects, series, publishers, each with the number of bibs that are
 * left. The index keeps no list of them a bib, so they are counted in the database, when a reader asks.
 * @returns `further` null where more than `furtherMax` are found
 */
export async function narrowFurther(
  library: Library,
  request: SearchRequest,
): Promise<Outcome<{ total: number; further: Further | null }, QueryRefusal>> {
  // What is found by the number of a copy is found by that alone: nothing narrows it.
  const numbered = await idsByNumber(library, request)
  if (numbered) return done({ total: numbered.length, further: furtherChoices([], valuesMax) })
  const found = library.index.count(request, 0, furtherMax)
  if (!found.ok) return found
  const { total, newest } = found.value
  if (total > furtherMax) return done({ total, further: null })
  return done({ total, further: furtherChoices(await loadFurther(library.readDb, newest), valuesMax) })
}

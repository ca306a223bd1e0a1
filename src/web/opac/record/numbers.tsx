import type { Context } from 'hono'
import type { Bib } from '#catalogue/rules/bib.ts'
import { readSearch, type SearchState } from '#catalogue/rules/search/search-state.ts'
import { magazineTitle } from '#catalogue/rules/series.ts'
import type { Page } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import { SaveSearch } from '../search/save-search.tsx'
import { searchUrl } from '../search/search-url.ts'

/** The search that finds the numbers of a magazine, what came in last first. */
function searchForNumbers(bib: Bib): SearchState {
  const { name, endsWithNumber } = magazineTitle(bib)
  const query = { title: name, 'title-how': endsWithNumber ? 'startsWith' : 'exact', kind: 'magazine', sort: 'added' }
  return readSearch(new URLSearchParams(query))
}

/** Of a magazine: the way to all of its numbers, and 「新しい号が入ったら知らせる」 in one press. */
export async function numbersOf(c: Context<Page>, bib: Bib) {
  if (bib.kind !== 'magazine') return null
  const { record } = c.var.t.opac
  const { numbers } = c.var.t.savedSearches
  const state = searchForNumbers(bib)
  return (
    <div class="stack tight">
      <p>
        <a href={searchUrl(paths.search, state)} rel="nofollow">
          {record.allNumbers}
        </a>
      </p>
      {await SaveSearch({ c, state, tell: { words: numbers.tell, already: numbers.already } })}
    </div>
  )
}

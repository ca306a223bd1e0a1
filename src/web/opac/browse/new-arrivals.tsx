import type { Context } from 'hono'
import { asksNothing, isTooLong, limits, readSearch } from '#catalogue/rules/search/search-state.ts'
import { searchCatalogue } from '#catalogue/search-catalogue.ts'
import { tooLong, toRequest } from '#catalogue/search-request.ts'
import { dayOf } from '#time/clock.ts'
import { type MadePage, showKept } from '#web/kept-pages.ts'
import { type Page, pages, show } from '#web/page.ts'
import { feedAt } from '#web/parts/languages/language-of.ts'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { Results, SearchBox } from '../search/results.tsx'
import { isCluttered } from '../search/search.tsx'
import { searchUrl } from '../search/search-url.ts'
import { askedOf } from '../search/search-words.ts'
import { usualBranchOf } from '../usual-branch.ts'

/** 新着図書 (M16): shows and searches nothing but what came in the last days. */
export const newArrivalPages = pages().get(paths.newArrivals, c => showKept(c, () => newArrivalsPage(c)))

async function newArrivalsPage(c: Context<Page>): Promise<MadePage | Response> {
  const { t, library } = c.var
  const words = t.search
  const query = new URL(c.req.url).searchParams
  const state = readSearch(query)
  if (isCluttered(query)) return c.redirect(searchUrl(paths.newArrivals, state), 302)
  const since = dayOf(library.clock.now()).subtract({ days: library.policy.newArrivalDays })
  const { filters, ...request } = toRequest({ ...state, sort: state.sort === 'relevance' ? 'added' : state.sort })
  const [found, usual] = await Promise.all([
    isTooLong(state)
      ? tooLong
      : searchCatalogue(library, { ...request, filters: { ...filters, addedSince: since.toString() } }),
    usualBranchOf(c),
  ])
  const box = <SearchBox c={c} path={paths.newArrivals} state={state} label={words.newSearchLabel} />
  if (!found.ok) {
    const refused = (
      <Layout c={c} title={words.newTitle}>
        <h1>{words.newTitle}</h1>
        <p class="error" role="alert" tabindex={-1} autofocus>
          {words.refusal(found.refusal, limits.characters)}
        </p>
        {box}
      </Layout>
    )
    return show(c, refused, 422)
  }
  const answer = found.value
  const asked = askedOf(c, state)
  const heading = asked === '' ? words.newTitle : words.newResultsOf(asked)
  const view = (
    <Layout c={c} title={heading} feed={feedAt(c, paths.newFeed)} robots={asksNothing(state) ? undefined : 'noindex'}>
      {answer.total === 0 && asksNothing(state) ? (
        <>
          <h1>{words.newTitle}</h1>
          <p>{words.newEmpty}</p>
          <p>
            <a class="button" href={paths.search}>
              {words.title}
            </a>
          </p>
        </>
      ) : (
        <Results
          c={c}
          path={paths.newArrivals}
          state={state}
          answer={answer}
          heading={heading}
          usual={usual}
          sorts={['added', 'newest', 'title', 'author', 'popular', 'class']}
        >
          <p>{words.newLead(t.dates.day(since))}</p>
          {box}
        </Results>
      )}
    </Layout>
  )
  return { view, bibIds: answer.hits.map(({ bib }) => bib.id) }
}

import type { Context } from 'hono'
import {
  asksNothing,
  isNarrowed,
  isTooLong,
  limits,
  offeredSorts,
  readSearch,
  type SearchState,
} from '#catalogue/rules/search/search-state.ts'

import { searchCatalogue } from '#catalogue/search-catalogue.ts'
import { tooLong, toRequest } from '#catalogue/search-request.ts'
import { isUnreadable } from '#std/text/unreadable.ts'
import { type MadePage, showKept } from '#web/kept-pages.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { Offered } from '#web/parts/offered.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { usualBranchOf } from '../usual-branch.ts'
import { AdvancedForm } from './advanced-form.tsx'
import { namesBeside } from './other-names.tsx'
import { Results } from './results.tsx'
import { SaveSearch, savable } from './save-search.tsx'
import { searchFeed, searchUrl } from './search-url.ts'
import { askedOf } from './search-words.ts'

export const searchPages = pages()
  .get(paths.search, c => showKept(c, () => searchPage(c)))
  .get(paths.advancedSearch, c => {
    const { t } = c.var
    const state = readSearch(new URL(c.req.url).searchParams)
    return show(
      c,
      <Layout c={c} title={t.search.advanced.title}>
        <h1>{t.search.advanced.title}</h1>
        <AdvancedForm c={c} state={state} />
      </Layout>,
    )
  })

/** The answer to a search: its list, its one record, or the way in with what is wrong. */
async function searchPage(c: Context<Page>): Promise<MadePage | Response> {
  const { t, library } = c.var
  const query = new URL(c.req.url).searchParams
  const state = readSearch(query)
  if (isCluttered(query)) return c.redirect(searchUrl(paths.search, state), 302)
  if (asksNothing(state)) return { view: <SearchStart c={c} state={state} />, bibIds: [] }

  const [found, usual] = await Promise.all([
    isTooLong(state) ? tooLong : searchCatalogue(library, toRequest(state)),
    usualBranchOf(c),
  ])
  if (!found.ok)
    return show(c, <SearchStart c={c} state={state} error={t.search.refusal(found.refusal, limits.characters)} />, 422)
  const answer = found.value
  const [only] = answer.hits
  const asked = askedOf(c, state)
  // Found under another name than the one asked for, or on the page of an author with other names: that is to be said.
  const asAsked = !answer.nearest && answer.otherNames.length === 0 && namesBeside(library.index, state) === null
  if (answer.total === 1 && only && answer.justAsked && asAsked && !isNarrowed(state) && state.page === 1)
    return c.redirect(withQuery(paths.bib(only.bib.id), { q: asked, ...savable(state) }), 302)

  const heading = asked === '' ? t.search.everything : t.search.resultsOf(asked)
  const view = (
    <Layout c={c} title={heading} query={state.q} robots="noindex" feed={searchFeed(c, state)}>
      <Results
        c={c}
        path={paths.search}
        state={state}
        answer={answer}
        heading={heading}
        sorts={offeredSorts}
        usual={usual}
        save={await SaveSearch({ c, state, why: answer.total === 0 })}
      >
        <Again c={c} state={state} />
      </Results>
    </Layout>
  )
  return { view, bibIds: answer.hits.map(({ bib }) => bib.id) }
}

/** A form sends its empty boxes too; the address a person keeps should not have them. */
export const isCluttered = (query: URLSearchParams): boolean =>
  [...query].some(
    ([name, value]) =>
      value.trim() === '' ||
      isUnreadable(value) ||
      name === 'from' ||
      name === 'to' ||
      (name.endsWith('-how') && value === 'contains') ||
      (name.endsWith('-join') && value === 'and'),
  )

/** Back to the rows of the advanced form as they were filled in, where there are any. */
const Again = ({ c, state }: { c: Context<Page>; state: SearchState }) =>
  state.fields.length > 0 || state.not !== '' ? (
    <p>
      <a href={searchUrl(paths.advancedSearch, state)} rel="nofollow">
        {c.var.t.search.advanced.again}
      </a>
    </p>
  ) : null

/** 「本を探す」: the way in without a question. What was typed stays when it could not be searched. */
function SearchStart({ c, state, error }: { c: Context<Page>; state: SearchState; error?: string }) {
  const { t } = c.var
  const words = t.search
  return (
    <Layout c={c} title={words.title} query={null}>
      <div class="stack">
        <h1>{words.title}</h1>
        {error ? (
          <p class="error" id="q-error" role="alert" tabindex={-1} autofocus>
            {error}
          </p>
        ) : null}
        <Again c={c} state={state} />
        <form class="seek grand" action={paths.search}>
          <search>
            <input
              type="search"
              name="q"
              value={state.q}
              aria-label={t.parts.searchLabel}
              placeholder={t.parts.searchPlaceholder}
              aria-invalid={error ? 'true' : undefined}
              aria-describedby={error ? 'q-error' : undefined}
              accesskey="0"
              autocomplete="off"
            />
            <Submit look="chief">{t.parts.searchButton}</Submit>
          </search>
        </form>
        <p>{words.lead}</p>
        <p class="row">
          <a class="button" href={paths.advancedSearch}>
            {t.opac.top.advanced}
          </a>
          <a class="button" href={paths.classes}>
            {t.opac.top.classes}
          </a>
          <a class="button" href={paths.newArrivals}>
            {t.opac.top.newArrivals}
          </a>
          <Offered c={c} path={paths.ranking}>
            <a class="button" href={paths.ranking}>
              {t.browse.ranking.title}
            </a>
          </Offered>
          <a class="button" href={paths.keys}>
            {t.browse.keys.title}
          </a>
          <a class="button" href={paths.authors}>
            {t.browse.headings.authors}
          </a>
          <a class="button" href={paths.subjects}>
            {t.browse.headings.subjects}
          </a>
        </p>
        <section class="stack tight prose">
          <h2>{words.hints}</h2>
          <ul>
            {words.hintList.map(hint => (
              <li>{hint}</li>
            ))}
          </ul>
        </section>
      </div>
    </Layout>
  )
}

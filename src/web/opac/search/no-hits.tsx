import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { isNarrowed, type SearchState, widened } from '#catalogue/rules/search/search-state.ts'
import { offers } from '#policy.ts'
import type { Page } from '#web/page.ts'
import { OtherLibraries } from '#web/parts/books/other-libraries.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { searchUrl } from './search-url.ts'

type NoHitsProps = {
  c: Context<Page>
  path: string
  state: SearchState
  /** The way to be told when something comes in. */
  save: Child
}

/** Nothing found is no dead end: what to try, each a link. */
export function NoHits({ c, path, state, save }: NoHitsProps) {
  const { t, today, library } = c.var
  const words = t.search
  const pieces = state.q.split(/[\s　]+/).filter(piece => piece !== '' && !/^[-"]/.test(piece))
  const central = today.openings.find(({ branchId }) => today.branches.get(branchId)?.isCentral)
  return (
    <div class="stack">
      <p>{words.none}</p>
      {save}
      <div class="stack tight">
        <p>{words.noneHelp}</p>
        <ul class="dotted stack tight">
          {state.q === '' ? null : words.noneTips.map(tip => <li>{tip}</li>)}
          {isNarrowed(state) ? (
            <li>
              <a href={searchUrl(path, state, widened)}>{words.noneWiden}</a>
            </li>
          ) : null}
          {path === paths.search ? null : (
            <li>
              <a href={searchUrl(paths.search, state, { sort: 'relevance' })}>{words.noneInAll}</a>
            </li>
          )}
          {pieces.length > 1
            ? pieces.slice(0, 4).map(piece => (
                <li>
                  <a href={withQuery(path, { q: piece })}>{words.noneFewerWords(piece)}</a>
                </li>
              ))
            : null}
          <li>
            <a href={withQuery(paths.advancedSearch, { title: state.q })}>{words.noneAdvanced}</a>
          </li>
          <li>
            <a href={paths.classes}>{words.noneClasses}</a>
          </li>
          <li>
            <a href={paths.authors}>{words.noneAuthors}</a>
          </li>
        </ul>
      </div>
      {offers(library.policy, 'requests') ? (
        <p>
          <a href={withQuery(paths.newRequest, { title: state.q })} rel="nofollow">
            {t.requests.make}
          </a>
        </p>
      ) : null}
      <OtherLibraries c={c} words={state.q} />
      {central?.phone ? <p class="soft">{words.noneAsk(central.phone)}</p> : null}
    </div>
  )
}

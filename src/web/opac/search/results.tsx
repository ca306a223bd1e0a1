import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Branch } from '#branches/rules/branch.ts'
import { wrongIsbn } from '#catalogue/rules/isbn.ts'
import {
  isNarrowed,
  pageSizes,
  type SearchState,
  type Sort,
  turnedSorts,
} from '#catalogue/rules/search/search-state.ts'
import type { CatalogueAnswer } from '#catalogue/search-catalogue.ts'
import type { BibId } from '#ids.ts'
import type { Page } from '#web/page.ts'
import { ClosedNote } from '#web/parts/books/add-to-basket.tsx'
import { Pager } from '#web/parts/wayfinding/pager.tsx'
import { paths } from '#web/paths.ts'
import { hitUrl } from '../record/hit-of-list.tsx'
import { Chips, Filters } from './filters.tsx'
import { Hits } from './hit.tsx'
import { NoHits } from './no-hits.tsx'
import { NamesBeside, SearchedNames } from './other-names.tsx'
import { searchUrl } from './search-url.ts'

type ResultsProps = {
  c: Context<Page>
  /** Where this search lives: the whole catalogue, or 新着図書. */
  path: string
  state: SearchState
  answer: CatalogueAnswer
  heading: string
  /** The orders that make sense here, the usual one first. */
  sorts: readonly Sort[]
  /** The branch that is offered alone; null: nobody's. */
  usual: Branch | null
  /** The way to save the search, where it can be saved. */
  save?: Child
  children?: Child
}

/** From here on, ten pages, a hint says how to find one's way. */
const manyHits = 200

/** An answer: what was understood, the list, しぼりこみ beside it (after it on narrow screens). */
export function Results({ c, path, state, answer, heading, sorts, usual, save, children }: ResultsProps) {
  const { t, today } = c.var
  const words = t.search
  const narrowed = isNarrowed(state)
  const pages = Math.ceil(answer.total / state.size)
  const url = hitUrl(state)
  // 新着図書 is a list of another kind, which its own page makes.
  const opened =
    path === paths.search ? { href: (id: BibId, at: number) => url(id, (state.page - 1) * state.size + at + 1) } : {}
  return (
    <div class="two beside">
      <section class="stack">
        <div class="stack tight">
          <h1>
            {heading} <span class="soft total">{words.total(answer.total)}</span>
          </h1>
          {children}
          <Understood c={c} path={path} state={state} answer={answer} />
          <Chips c={c} path={path} state={state} facets={answer.facets} />
          <OnlyAt c={c} path={path} state={state} answer={answer} usual={usual} />
        </div>
        {answer.total === 0 ? (
          <NoHits c={c} path={path} state={state} save={save} />
        ) : (
          <>
            <div class="list-head">
              <SortLinks c={c} path={path} state={state} sorts={sorts} />
              <a class="button quiet" href="#filters">
                {words.filters.toFilters}
              </a>
              {save}
            </div>
            {today.ordering === 'closed' ? <ClosedNote c={c} /> : null}
            {answer.total >= manyHits && !narrowed && state.page === 1 ? <p class="soft">{words.tooMany}</p> : null}
            {answer.hits.length === 0 ? (
              <p>{words.pager.beyond}</p>
            ) : (
              <ol start={(state.page - 1) * state.size + 1}>
                <Hits c={c} found={answer.hits} marks={answer.marks} {...opened} />
              </ol>
            )}
            <Pager
              t={t}
              page={state.page}
              pages={pages}
              size={state.size}
              href={page => searchUrl(path, state, { page })}
            />
            {answer.total > pageSizes[0] ? <Sizes c={c} path={path} state={state} /> : null}
          </>
        )}
      </section>
      {answer.total > 0 || narrowed ? (
        <aside>
          <Filters c={c} path={path} state={state} facets={answer.facets} />
        </aside>
      ) : null}
    </div>
  )
}

type PartProps = { c: Context<Page>; path: string; state: SearchState }

/** How the question was read: other spellings, near readings, もしかして. */
function Understood({ c, path, state, answer }: PartProps & { answer: CatalogueAnswer }) {
  const words = c.var.t.search
  return (
    <>
      {answer.nearest ? (
        <p class="note">
          <b>{words.nearest}</b> {words.nearestBody(state.q)}
        </p>
      ) : null}
      {answer.didYouMean.length > 0 ? (
        <p>
          {words.didYouMean}
          {answer.didYouMean.slice(0, 5).map((text, index) => (
            <>
              {index > 0 ? '　' : ''}
              <a href={searchUrl(path, state, { q: text, fields: [], not: '' })} rel="nofollow">
                {text}
              </a>
            </>
          ))}
        </p>
      ) : null}
      {answer.alsoSearched.length > 0 ? <p class="soft">{words.alsoSearched(answer.alsoSearched.join('・'))}</p> : null}
      <SearchedNames c={c} answer={answer} />
      <NamesBeside c={c} state={state} />
      {answer.hint === 'secondBarcode' ? <p class="note ask">{words.secondBarcode}</p> : null}
      {answer.total === 0 || answer.nearest ? <WrongIsbn c={c} state={state} /> : null}
    </>
  )
}

/** What is wrong with the ISBN that found nothing, in whichever box it was typed. */
function WrongIsbn({ c, state }: Pick<PartProps, 'c' | 'state'>) {
  const words = c.var.t.search.wrongIsbn
  const typed = [state.q, ...state.fields.filter(({ field }) => field === 'isbn').map(({ text }) => text)]
  const wrong = typed.map(wrongIsbn).find(one => one !== null)
  return wrong ? <p class="note">{wrong.why === 'length' ? words.length(wrong.digits) : words.digit}</p> : null
}

/** 「○○館にある本だけ」, in one press, where that leaves fewer and not none. */
function OnlyAt({ c, path, state, answer, usual }: PartProps & { answer: CatalogueAnswer; usual: Branch | null }) {
  const count = answer.facets.branches.find(({ value }) => value === usual?.id)?.count ?? 0
  if (usual === null || state.branches.length > 0 || count === 0 || count === answer.total) return null
  return (
    <p>
      <a class="button quiet" href={searchUrl(path, state, { branches: [usual.id] })} rel="nofollow">
        {c.var.t.search.onlyAt(c.var.today.placeName(usual.name), count)}
      </a>
    </p>
  )
}

function SortLinks({ c, path, state, sorts }: PartProps & { sorts: readonly Sort[] }) {
  const words = c.var.t.search.sort
  const now = state.sort === 'relevance' ? sorts[0] : state.sort
  const offered = sorts.flatMap(sort => {
    const turned = turnedSorts[sort]
    return turned && (now === sort || now === turned) ? [sort, turned] : [sort]
  })
  return (
    <nav aria-label={words.label}>
      <ul class="order">
        <li class="order-label" aria-hidden="true">
          {words.label}
        </li>
        {offered.map(sort => (
          <li>
            {sort === now ? (
              <b aria-current="true">{words.names[sort]}</b>
            ) : (
              <a href={searchUrl(path, state, { sort: sort === sorts[0] ? 'relevance' : sort })} rel="nofollow">
                {words.names[sort]}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Sizes({ c, path, state }: PartProps) {
  const words = c.var.t.search.sort
  return (
    <nav aria-label={words.size}>
      <ul class="order">
        {pageSizes.map(size => (
          <li>
            {size === state.size ? (
              <b aria-current="true">{words.sizeOf(size)}</b>
            ) : (
              <a href={searchUrl(path, state, { size })} rel="nofollow">
                {words.sizeOf(size)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The box of a page that searches in its own part of the catalogue. */
export function SearchBox({ c, path, state, label }: PartProps & { label: string }) {
  const { t } = c.var
  return (
    <form class="seek" action={path}>
      <search>
        <input type="search" name="q" value={state.q} aria-label={label} placeholder={t.parts.searchPlaceholder} />
        <button type="submit" class={path === paths.search ? 'button chief' : 'button'}>
          {t.parts.searchButton}
        </button>
      </search>
    </form>
  )
}

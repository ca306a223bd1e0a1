import type { Context } from 'hono'
import type { Filters } from '#catalogue/index/catalogue-index.ts'
import { listNewArrivals } from '#catalogue/list-new-arrivals.ts'
import { behindDoor, type ChildDoor, childDoors } from '#catalogue/rules/child-door.ts'
import { type CatalogueAnswer, searchCatalogue } from '#catalogue/search-catalogue.ts'
import { keepChild } from '#web/cookies.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Shelf } from '#web/parts/books/shelf.tsx'
import { Submit } from '#web/parts/form.tsx'
import { Furigana } from '#web/parts/furigana.tsx'
import { KanaPad } from '#web/parts/keys/kana-pad.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { Offered } from '#web/parts/offered.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { ChildBook } from './child-book.tsx'
import { ChildPicture } from './child-pictures.tsx'
import { ChildThemes, childThemePage } from './child-themes.tsx'

const pageSize = 12
const forChildren: Filters = { audiences: ['child'] }

/** こどものページ: ひらがな, pictures, no dead end. */
export const childrenPages = pages()
  .get(paths.childMine, toMine)
  .get(paths.children, async c => {
    const { t, library } = c.var
    const words = t.children
    const theme = c.req.query('theme')
    if (theme !== undefined) return childThemePage(c, theme)
    const q = (c.req.query('q') ?? '').trim().slice(0, 100)
    const door = childDoors.find(one => one === c.req.query('door')) ?? null
    const wished = Number(c.req.query('page'))
    const page = Number.isInteger(wished) && wished >= 1 && wished <= 100 ? wished : 1
    if (q === '' && door === null) {
      const arrivals = await listNewArrivals(library, 12, forChildren)
      return show(
        c,
        <Layout c={c} title={words.title} query={null}>
          <div class="child stack roomy">
            <div class="stack">
              <h1>
                <Furigana text={words.heading} />
              </h1>
              {c.var.visitor.terminal ? (
                <KanaPad words={words.keys} child />
              ) : (
                <>
                  <ChildSearch c={c} q="" />
                  <p>
                    <a class="button" href={paths.childKeys}>
                      {words.keys.title}
                    </a>
                  </p>
                </>
              )}
            </div>
            <ChildDoors c={c} />
            <ChildThemes c={c} />
            <p>
              <a class="button" href={paths.childMine}>
                <span>
                  <Furigana text={words.mine} />
                </span>
              </a>
            </p>
            <section class="stack tight">
              <h2>
                <Furigana text={words.newBooks} />
              </h2>
              {arrivals.length === 0 ? (
                <p>
                  <Furigana text={words.noNew} />
                </p>
              ) : (
                <Shelf library={c.var.library} label={words.newShelf} bibs={arrivals} to={paths.childBib} />
              )}
              <Offered c={c} path={paths.ranking}>
                <p>
                  <a class="button" href={withQuery(paths.ranking, { audience: 'child' })}>
                    <span>
                      <Furigana text={words.popular} />
                    </span>
                  </a>
                </p>
              </Offered>
            </section>
          </div>
        </Layout>,
      )
    }
    const answer = await search(c, q, door, page)
    return show(
      c,
      <Layout
        c={c}
        title={plain(words.resultsOf(door === null ? q : words.doors[door].name))}
        query={null}
        robots="noindex"
      >
        <ChildResults c={c} q={q} door={door} page={page} answer={answer} />
      </Layout>,
    )
  })

/** A child who looks for what is ready goes on in their own words, with the way back. */
function toMine(c: Context<Page>) {
  keepChild(c)
  return c.redirect(paths.myLibrary, 303)
}

const plain = (text: string) => text.replace(/\([\p{Script=Hiragana}ー]+\)/gu, '')

async function search(
  c: Context<Page>,
  q: string,
  door: ChildDoor | null,
  page: number,
): Promise<CatalogueAnswer | null> {
  const request = { text: q, filters: forChildren, offset: (page - 1) * pageSize, limit: pageSize }
  if (door === null) {
    const found = await searchCatalogue(c.var.library, request)
    return found.ok ? found.value : null
  }
  const rows = behindDoor[door].classes.map((notation, index) => ({
    field: 'ndc' as const,
    match: 'startsWith' as const,
    text: notation,
    join: index === 0 ? ('and' as const) : ('or' as const),
  }))
  const found = await searchCatalogue(c.var.library, {
    ...request,
    conditions: rows,
    sort: q === '' ? 'popular' : 'relevance',
  })
  return found.ok ? found.value : null
}

function ChildSearch({ c, q, door }: { c: Context<Page>; q: string; door?: ChildDoor | null }) {
  const { children: words } = c.var.t
  return (
    <form class="seek grand" action={paths.children}>
      <search>
        {door ? <input type="hidden" name="door" value={door} /> : null}
        <input
          type="search"
          name="q"
          value={q}
          aria-label={words.searchLabel}
          placeholder={words.placeholder}
          accesskey="0"
        />
        <Submit look="chief">{words.button}</Submit>
      </search>
    </form>
  )
}

function ChildDoors({ c }: { c: Context<Page> }) {
  const { children: words } = c.var.t
  return (
    <nav class="doors pictured" aria-label={words.rooms}>
      {childDoors.map((door, index) => (
        <a href={withQuery(paths.children, { door })} accesskey={`${index + 3}`}>
          <ChildPicture of={door} />
          <b>
            <span class="key" aria-hidden="true">
              {index + 3}
            </span>
            {words.doors[door].name}
          </b>
          {words.doors[door].line}
        </a>
      ))}
    </nav>
  )
}

type ChildResultsProps = {
  c: Context<Page>
  q: string
  door: ChildDoor | null
  page: number
  answer: CatalogueAnswer | null
}

function ChildResults({ c, q, door, page, answer }: ChildResultsProps) {
  const { children: words } = c.var.t
  const total = answer?.total ?? 0
  const href = (to: number) => withQuery(paths.children, { q, door, page: to === 1 ? null : to })
  return (
    <div class="child stack">
      <ChildSearch c={c} q={q} door={door} />
      <h1>
        <Furigana text={words.resultsOf(door === null ? q : words.doors[door].name)} />{' '}
        <span class="soft total">{words.total(total)}</span>
      </h1>
      {total === 0 ? (
        <>
          <p>
            <Furigana text={words.none} />
            <br />
            <Furigana text={words.noneHelp} />
          </p>
          <ChildDoors c={c} />
        </>
      ) : (
        <>
          {total > 100 ? (
            <p>
              <Furigana text={words.many} />
            </p>
          ) : null}
          <ul class="child-books">
            {answer!.hits.map(found => (
              <ChildBook c={c} found={found} list={{ q, door, page: page === 1 ? null : page }} />
            ))}
          </ul>
          <p class="row">
            {page > 1 ? (
              <a class="button" href={href(page - 1)} rel="prev">
                {words.previous}
              </a>
            ) : null}
            {page * pageSize < total ? (
              <a class="button chief" href={href(page + 1)} rel="next">
                {words.next}
              </a>
            ) : null}
          </p>
        </>
      )}
      <p class="row">
        <a class="button" href={paths.children}>
          {words.back}
        </a>
        {q === '' ? null : <a href={withQuery(paths.search, { q })}>{words.all}</a>}
      </p>
    </div>
  )
}

import type { Context } from 'hono'
import type { Filters } from '#catalogue/index/catalogue-index.ts'
import { listNewArrivals } from '#catalogue/list-new-arrivals.ts'
import { behindDoor, type ChildDoor } from '#catalogue/rules/child-door.ts'
import { type FoundBib, searchCatalogue, showFound } from '#catalogue/search-catalogue.ts'
import { keepChild } from '#web/cookies.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Shelf } from '#web/parts/books/shelf.tsx'
import { Furigana, withoutFurigana } from '#web/parts/furigana.tsx'
import { KanaPad } from '#web/parts/keys/kana-pad.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { Offered } from '#web/parts/offered.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { ChildDoors, type ChildList, ChildResults, ChildSearch, childListIn, childListName } from './child-results.tsx'
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
    const of = childListIn(c)
    if (of === null) {
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
                  <a class="button" href={withQuery(paths.children, { list: 'popular' })}>
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
    const { found, total } = of.list === 'popular' ? await popular(c) : await search(c, of)
    return show(
      c,
      <Layout c={c} title={withoutFurigana(childListName(c, of))} query={null} robots="noindex">
        <ChildResults c={c} of={of} found={found} total={total} perPage={pageSize} />
      </Layout>,
    )
  })

/** A child who looks for what is ready goes on in their own words, with the way back. */
function toMine(c: Context<Page>) {
  keepChild(c)
  return c.redirect(paths.myLibrary, 303)
}

type Listed = { found: readonly FoundBib[]; total: number }

/** What children borrowed most; all of it on one page. */
async function popular({ var: { library } }: Context<Page>): Promise<Listed> {
  const ranked = library.index.ranking('loans', pageSize, forChildren)
  const found = await showFound(
    library,
    ranked.map(({ id }) => id),
  )
  return { found, total: found.length }
}

async function search({ var: { library } }: Context<Page>, { q, door, page }: ChildList): Promise<Listed> {
  const request = { text: q, filters: forChildren, offset: (page - 1) * pageSize, limit: pageSize }
  const behind = {
    conditions: door === null ? [] : rowsBehind(door),
    sort: q === '' ? 'popular' : 'relevance',
  } as const
  const answer = await searchCatalogue(library, door === null ? request : { ...request, ...behind })
  return answer.ok ? { found: answer.value.hits, total: answer.value.total } : { found: [], total: 0 }
}

const rowsBehind = (door: ChildDoor) =>
  behindDoor[door].classes.map((text, index) => ({
    field: 'ndc' as const,
    match: 'startsWith' as const,
    text,
    join: index === 0 ? ('and' as const) : ('or' as const),
  }))

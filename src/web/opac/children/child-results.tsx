import type { Context } from 'hono'
import { type ChildDoor, childDoors } from '#catalogue/rules/child-door.ts'
import type { FoundBib } from '#catalogue/search-catalogue.ts'
import type { Page } from '#web/page.ts'
import { Submit } from '#web/parts/form.tsx'
import { Furigana } from '#web/parts/furigana.tsx'
import { isOffered } from '#web/path-table.ts'
import { paths, withQuery } from '#web/paths.ts'
import { ChildBook } from './child-book.tsx'
import { ChildPicture } from './child-pictures.tsx'

/** What a child looks at: what was asked for, or what many children read. It goes along to a book and back. */
export type ChildList = { q: string; door: ChildDoor | null; list: 'popular' | null; page: number }

/** The address of a page of a list; of a book, with the list that its reader comes from. */
const childListUrl = ({ q, door, list, page }: ChildList, path: string = paths.children): string =>
  withQuery(path, { q, door, list, page: page === 1 ? null : page })

/** The list that an address speaks of; null: none, which is the entrance. */
export function childListIn(c: Context<Page>): ChildList | null {
  const q = (c.req.query('q') ?? '').trim().slice(0, 100)
  const door = childDoors.find(one => one === c.req.query('door')) ?? null
  const list = c.req.query('list') === 'popular' && isOffered(c.var.library.policy, paths.ranking) ? 'popular' : null
  const page = Number(c.req.query('page'))
  if (q === '' && door === null && list === null) return null
  return { q, door, list, page: Number.isInteger(page) && page >= 1 && page <= 100 ? page : 1 }
}

export function ChildSearch({ c, q, door }: { c: Context<Page>; q: string; door?: ChildDoor | null }) {
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

export function ChildDoors({ c }: { c: Context<Page> }) {
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

type ChildResultsProps = { c: Context<Page>; of: ChildList; found: readonly FoundBib[]; total: number; perPage: number }

/** The books of a list, and on from there; where there is none, what else there is. */
export function ChildResults({ c, of, found, total, perPage }: ChildResultsProps) {
  const { children: words } = c.var.t
  const { q, door, list, page } = of
  return (
    <div class="child stack">
      <ChildSearch c={c} q={q} door={door} />
      <h1>
        <Furigana text={childListName(c, of)} /> <span class="soft total">{words.total(total)}</span>
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
          {list === 'popular' ? (
            <p>
              <Furigana text={words.popularPeriod} />
            </p>
          ) : null}
          {total > 100 ? (
            <p>
              <Furigana text={words.many} />
            </p>
          ) : null}
          <ul class="child-books">
            {found.map(one => (
              <ChildBook c={c} found={one} href={childListUrl(of, paths.childBib(one.bib.id))} />
            ))}
          </ul>
          <p class="row">
            {page > 1 ? (
              <a class="button" href={childListUrl({ ...of, page: page - 1 })} rel="prev">
                {words.previous}
              </a>
            ) : null}
            {page * perPage < total ? (
              <a class="button chief" href={childListUrl({ ...of, page: page + 1 })} rel="next">
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

/** What a list is called, with its furigana. */
export function childListName(c: Context<Page>, { q, door, list }: ChildList): string {
  const { children: words } = c.var.t
  if (list === 'popular') return words.popular
  return words.resultsOf(door === null ? q : words.doors[door].name)
}

import type { Context } from 'hono'
import { z } from 'zod'
import { type ShelfBook, type ShelfWalk, type WalkFrom, walkAlongShelf } from '#catalogue/beside/walk-along-shelf.ts'
import { ItemId } from '#ids.ts'
import { readNumber, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { stateClass } from '#web/parts/books/availability.ts'
import { Book } from '#web/parts/books/book.tsx'
import { nameOf } from '#web/parts/books/shelf.tsx'
import { Choice, Field, Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { recordLang } from '../search/hit.tsx'

const query = z.object({
  item: z.string().transform(readNumber).catch(0).transform(ItemId),
  go: z.enum(['around', 'on', 'before']).catch('around'),
  branch: z.string().max(40).optional().catch(undefined),
  place: z.string().max(100).optional().catch(undefined),
  at: z.string().max(60).catch(''),
})

/** 棚をながめる: from a copy, or from a call number at a branch, to the left and to the right. */
export const shelfPages = pages().get(paths.shelf, async c => {
  const read = readQuery(c, query)
  const { item, go, branch, place, at } = read.ok ? read.values : query.parse({})
  const branches = [...c.var.today.branches.values()]
  const branchId = (
    branches.find(({ id }) => id === branch) ??
    branches.find(({ isCentral }) => isCentral) ??
    branches[0]
  )?.id
  const from: WalkFrom | null =
    item > 0
      ? { is: go, itemId: item }
      : branchId === undefined
        ? null
        : { is: 'call', branchId, place: place ?? null, callNumber: at }
  const walk = from && (await walkAlongShelf(c.var.library, from))
  if (!walk) return c.notFound()
  return show(c, <ShelfPage c={c} walk={walk} around={go === 'around' ? item : 0} typed={at} />)
})

type Props = {
  c: Context<Page>
  walk: ShelfWalk
  /** The copy around which is looked; 0: none. */
  around: number
  typed: string
}

function ShelfPage({ c, walk, around, typed }: Props) {
  const { t, today } = c.var
  const words = t.browse.along
  const branch = today.branches.get(walk.branchId)?.name ?? walk.branchId
  const title = walk.places.length === 0 ? words.title : words.titleAt(branch, walk.place)
  return (
    <Layout c={c} title={title} robots="noindex">
      <div class="stack tight">
        <h1>{title}</h1>
        <p class="soft">{words.lead}</p>
      </div>
      {walk.places.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <Ways c={c} walk={walk} />
          <ul class="shelf walk" aria-label={title} lang={recordLang(c)}>
            {walk.books.map(book => (
              <ShelfPlace c={c} book={book} here={book.itemId === around} />
            ))}
          </ul>
          <Ways c={c} walk={walk} />
        </>
      )}
      <OtherShelves c={c} walk={walk} typed={typed} />
    </Layout>
  )
}

function ShelfPlace({ c, book, here }: { c: Context<Page>; book: ShelfBook; here: boolean }) {
  const { t } = c.var
  return (
    <li class={here ? 'here' : undefined}>
      <Book bib={book.bib} library={c.var.library} />
      <a href={paths.bib(book.bibId)} aria-current={here ? 'true' : undefined}>
        {nameOf(book.bib)}
      </a>
      <small>
        {book.callNumber}
        {here ? `（${t.browse.along.here}）` : ''}
      </small>
      <p class={stateClass(book.state)}>{t.opac.states[book.state]}</p>
    </li>
  )
}

/** To the left and to the right, or that the shelf ends. */
function Ways({ c, walk }: { c: Context<Page>; walk: ShelfWalk }) {
  const words = c.var.t.browse.along
  const way = (go: 'before' | 'on', item: ItemId | null, name: string, end: string) =>
    item === null ? (
      <span class="soft">{end}</span>
    ) : (
      <a class="button quiet" href={withQuery(paths.shelf, { item, go })} rel="nofollow">
        {name}
      </a>
    )
  return (
    <nav class="pager" aria-label={words.walk}>
      {way('before', walk.left, words.left, words.start)}
      {way('on', walk.right, words.right, words.end)}
    </nav>
  )
}

/** Another branch, place or call number. */
function OtherShelves({ c, walk, typed }: { c: Context<Page>; walk: ShelfWalk; typed: string }) {
  const { t, today } = c.var
  const words = t.browse.along
  return (
    <form action={paths.shelf} class="sheet stack screen-only">
      <h2>{words.where}</h2>
      <Choice
        name="branch"
        label={words.branch}
        options={[...today.branches.values()].map(({ id, name }) => [id, name])}
        chosen={walk.branchId}
      />
      {walk.places.length > 1 ? (
        <Choice
          name="place"
          label={words.place}
          options={walk.places.map(place => [place, place || words.noPlace])}
          chosen={walk.place}
        />
      ) : null}
      <Field c={c} name="at" label={words.call} hint={words.callHint} value={typed} autocomplete="off" maxlength={60} />
      <Submit>{words.show}</Submit>
    </form>
  )
}

import type { Context } from 'hono'
import type { WishListId } from '#ids.ts'
import { publicUrl } from '#web/gate/public-address.ts'
import { recordLang } from '#web/opac/search/hit.tsx'
import type { Page } from '#web/page.ts'
import { isForBasket, ShortAddToBasket } from '#web/parts/books/add-to-basket.tsx'
import { availabilityList } from '#web/parts/books/availability.ts'
import { Book } from '#web/parts/books/book.tsx'
import { CiteFiles } from '#web/parts/books/cite-files.tsx'
import { nameOf } from '#web/parts/books/shelf.tsx'
import { Done, PostForm, Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { inJsx } from '#web/parts/markup.ts'
import { Pager } from '#web/parts/wayfinding/pager.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { type MyWish, type ShownList, wishesOnPage } from '#wish-lists/my-wish-lists.ts'
import { EmptyState } from '../empty-state.tsx'
import { MyTrail } from '../frame.tsx'

export type SaidOfList =
  | { is: 'added'; count: number }
  | { is: 'made' | 'renamed' | 'noted' | 'removed' | 'shared' | 'hidden' | 'tellStarted' | 'tellStopped' }

/** One list of a patron: its titles with their notes, and what can be done with each and with all. */
export function WishListPage({ c, list, said }: { c: Context<Page>; list: ShownList; said: SaidOfList | null }) {
  const { t } = c.var
  const words = t.wishLists
  const told = said && toldOf(c, said, list)
  return (
    <Layout c={c} title={list.name}>
      <div class="stack tight">
        <MyTrail t={t} through={{ href: paths.wishLists, name: words.title }} here={list.name} />
        <h1>{list.name}</h1>
        <p class="soft">{words.count(list.titles)}</p>
      </div>
      {told ? <Done>{told}</Done> : null}
      {list.sharedAs === null ? null : <SharedAddress c={c} secret={list.sharedAs} />}
      {list.titles === 0 ? (
        <EmptyState title={words.emptyList} body={words.emptyBody}>
          <a class="button" href={paths.search}>
            {words.search}
          </a>
        </EmptyState>
      ) : (
        <Wishes c={c} list={list} href={paths.wishList(list.id)} isOwn />
      )}
      <p class="row screen-only">
        <a class="button quiet" href={paths.wishListName(list.id)}>
          {words.list.settings}
        </a>
        <a class="button quiet" href={paths.wishListRemove(list.id)}>
          {words.list.remove}
        </a>
      </p>
    </Layout>
  )
}

function toldOf(c: Context<Page>, said: SaidOfList, list: ShownList): string {
  const words = c.var.t.wishLists
  switch (said.is) {
    case 'added':
      return words.list.added(said.count)
    case 'made':
      return words.made(list.name)
    case 'renamed':
    case 'noted':
    case 'removed':
      return words.list[said.is]
    case 'tellStarted':
      return words.wishPage.tell.started
    case 'tellStopped':
      return words.wishPage.tell.stopped
    case 'shared':
      return words.share.started
    case 'hidden':
      return words.share.stopped
    default:
      return said satisfies never
  }
}

function SharedAddress({ c, secret }: { c: Context<Page>; secret: string }) {
  const words = c.var.t.wishLists.share
  return (
    <section class="sheet stack tight" aria-labelledby="shared">
      <h2 id="shared">{words.title}</h2>
      <p>{words.on}</p>
      <p>
        {words.address} <a href={paths.sharedList(secret)}>{publicUrl(c, paths.sharedList(secret))}</a>
      </p>
    </section>
  )
}

type WishesProps = {
  c: Context<Page>
  list: ShownList
  /** Where this list is, for the way through its pages. */
  href: string
  isOwn: boolean
}

/**
 * The titles of one page of a list, and all of them into the basket with one press (M14: not while nothing can be
 * reserved).
 */
export function Wishes({ c, list, href, isOwn }: WishesProps) {
  const { t, today, library } = c.var
  const { wishes, page, pages } = list
  const there = wishes.filter(({ bib }) => isThere(bib))
  const holdable = there.filter(({ availability }) => isForBasket(library.policy, availability))
  return (
    <>
      <ul class="hits">
        {wishes.map(wish => (
          <Row c={c} listId={list.id} wish={wish} isOwn={isOwn} />
        ))}
      </ul>
      {holdable.length > 1 && today.ordering !== 'closed' ? (
        <PostForm c={c} action={paths.basketAdd} class="">
          {holdable.map(({ bibId }) => (
            <input type="hidden" name="bib" value={`${bibId}`} />
          ))}
          <Submit>{t.wishLists.list.onward}</Submit>
        </PostForm>
      ) : null}
      {there.length === 0 ? null : (
        <p class="soft screen-only">
          {t.opac.record.citeFiles} <CiteFiles t={t} bibIds={there.map(({ bibId }) => bibId)} />
        </p>
      )}
      <Pager t={t} page={page} pages={pages} size={wishesOnPage} href={to => withQuery(href, { page: to })} />
    </>
  )
}

function Row({ c, listId, wish, isOwn }: { c: Context<Page>; listId: WishListId; wish: MyWish; isOwn: boolean }) {
  const { t, today } = c.var
  const words = t.wishLists.list
  const { bib, availability, note } = wish
  const name = nameOf(bib)
  return (
    <li class="hit">
      <Book bib={bib} library={c.var.library} />
      <h2>
        {bib.hiddenAt === null ? (
          <a href={paths.bib(bib.id)} lang={recordLang(c)}>
            {name}
          </a>
        ) : (
          <span lang={recordLang(c)}>{name}</span>
        )}
      </h2>
      {note === null ? null : (
        <p class="soft prewrap" lang="ja">
          {words.noteOf(note)}
        </p>
      )}
      {isThere(bib) ? (
        inJsx(availabilityList(t, today, bib, availability))
      ) : (
        <p class="no">{bib.deletedAt === null ? words.hidden : words.gone}</p>
      )}
      {isOwn && wish.tell ? <p class="soft">{t.wishLists.wishPage.tell.on}</p> : null}
      <div class="act">
        {isThere(bib) ? <ShortAddToBasket c={c} bib={{ ...bib, title: name }} availability={availability} /> : null}
        {isOwn ? (
          <a href={paths.wish(listId, bib.id)} aria-label={words.editOf(name)}>
            {words.edit}
          </a>
        ) : null}
      </div>
    </li>
  )
}

const isThere = ({ deletedAt, hiddenAt }: MyWish['bib']): boolean => deletedAt === null && hiddenAt === null

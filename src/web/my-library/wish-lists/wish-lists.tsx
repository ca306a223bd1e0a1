import type { Context } from 'hono'
import { z } from 'zod'
import { WishListId } from '#ids.ts'
import { isId, newId } from '#std/new-id.ts'
import { readForm, readNumber, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { toDone } from '#web/parts/form.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { removeWishList, renameWishList, shareWishList } from '#wish-lists/change-wish-list.ts'
import { myWishList, myWishLists, type ShownList } from '#wish-lists/my-wish-lists.ts'
import { wishFor } from '#wish-lists/wish-for.ts'
import { RemoveWishListPage, WishListNamePage } from './wish-list-forms.tsx'
import { type SaidOfList, WishListPage } from './wish-list-page.tsx'
import { WishListsPage } from './wish-lists-page.tsx'
import { wishRefusalLine } from './wish-words.tsx'

const flag = z.literal('1').optional().catch(undefined)
const nameForm = z.object({ id: z.uuid().catch(''), name: z.string().catch('') })

const removedQuery = z.object({ removed: flag })
const sharedForm = z.object({ shared: z.enum(['yes', 'no']) })

/** 読みたい本: the lists themselves. What stands on them is in wishes.tsx. */
export const wishListPages = pages()
  .get(paths.wishLists, async c => {
    const read = readQuery(c, removedQuery)
    const lists = await myWishLists(c.var.library, patronOf(c).patronId)
    return show(c, <WishListsPage c={c} lists={lists} removed={read.ok && read.values.removed !== undefined} />)
  })

  .get(paths.newWishList, c =>
    show(c, <WishListNamePage c={c} list={{ is: 'new', id: WishListId(newId()) }} typed="" />),
  )
  .post(paths.newWishList, async c => {
    const { id, name } = namedIn(c)
    const list = { is: 'new', id: WishListId(id || newId()), name } as const
    const made = await wishFor(c.var.library, patronOf(c).patronId, { list, bibIds: [], note: '' })
    if (made.ok) return c.redirect(toDone(withQuery(paths.wishList(made.value.listId), { made: 1 })), 303)
    if (made.refusal === 'notFound') return c.notFound()
    const lines = made.refusal.map(refusal => wishRefusalLine(c.var.t, refusal))
    return show(c, <WishListNamePage c={c} list={list} typed={name} lines={lines} />, 422)
  })

  .get(paths.wishList(':id'), async c => {
    const list = await listHere(c)
    return list ? show(c, <WishListPage c={c} list={list} said={saidOf(c)} />) : c.notFound()
  })

  .get(paths.wishListName(':id'), async c => {
    const list = await listHere(c)
    return list ? show(c, <WishListNamePage c={c} list={{ is: 'known', ...list }} typed={list.name} />) : c.notFound()
  })
  .post(paths.wishListName(':id'), async c => {
    const list = await listHere(c)
    if (!list) return c.notFound()
    const { name } = namedIn(c)
    const renamed = await renameWishList(c.var.library, patronOf(c).patronId, list.id, name)
    if (renamed.ok) return c.redirect(toDone(withQuery(paths.wishList(list.id), { renamed: 1 })), 303)
    if (renamed.refusal.why === 'notFound') return c.notFound()
    const lines = [wishRefusalLine(c.var.t, renamed.refusal)]
    return show(c, <WishListNamePage c={c} list={{ is: 'known', ...list }} typed={name} lines={lines} />, 422)
  })

  .post(paths.wishListShare(':id'), async c => {
    const read = readForm(c, sharedForm)
    const id = idOf(c)
    if (id === null) return c.notFound()
    if (!read.ok) return c.redirect(paths.wishListName(id), 303)
    const isShared = read.values.shared === 'yes'
    const changed = await shareWishList(c.var.library, patronOf(c).patronId, id, isShared)
    if (!changed.ok) return c.notFound()
    return c.redirect(toDone(withQuery(paths.wishList(id), { [isShared ? 'shared' : 'hidden']: 1 })), 303)
  })
  .get(paths.wishListShare(':id'), c => c.redirect(paths.wishLists, 303))

  .get(paths.wishListRemove(':id'), async c => {
    const list = await listHere(c)
    return list ? show(c, <RemoveWishListPage c={c} list={list} />) : c.notFound()
  })
  .post(paths.wishListRemove(':id'), async c => {
    const id = idOf(c)
    const removed = id === null ? null : await removeWishList(c.var.library, patronOf(c).patronId, id)
    return removed?.ok ? c.redirect(toDone(withQuery(paths.wishLists, { removed: 1 })), 303) : c.notFound()
  })

function namedIn(c: Context<Page>) {
  const read = readForm(c, nameForm)
  return read.ok ? read.values : { id: '', name: read.typed.name ?? '' }
}

/** The number of a list in an address; null for anything else. */
export function idOf(c: Context<Page>): WishListId | null {
  const id = c.req.param('id') ?? ''
  return isId(id) ? WishListId(id) : null
}

/** The list of this address, if it is the patron's; anybody else's is not there. */
async function listHere(c: Context<Page>): Promise<ShownList | null> {
  const id = idOf(c)
  if (id === null) return null
  return myWishList(c.var.library, patronOf(c).patronId, id, pageOf(c))
}

/** Which page of a list is asked for. */
export const pageOf = (c: Context<Page>): number => Math.min(readNumber(c.req.query('page')) || 1, 1000)

const addedQuery = z.object({
  added: z.string().transform(readNumber).catch(0),
  made: flag,
  renamed: flag,
  noted: flag,
  removed: flag,
  shared: flag,
  hidden: flag,
  tellStarted: flag,
  tellStopped: flag,
})

/** What the address says was done. */
function saidOf(c: Context<Page>): SaidOfList | null {
  const read = readQuery(c, addedQuery)
  if (!read.ok) return null
  const { added, ...flags } = read.values
  if (added > 0) return { is: 'added', count: Math.min(added, 1000) }
  for (const is of ['made', 'renamed', 'noted', 'removed', 'shared', 'hidden', 'tellStarted', 'tellStopped'] as const)
    if (flags[is]) return { is }
  return null
}

import type { Context } from 'hono'
import { z } from 'zod'
import { titlesOf } from '#holds/lists/titles-of.ts'
import { BibId, WishListId } from '#ids.ts'
import { myAccount } from '#patrons/my-account.ts'
import { newId } from '#std/new-id.ts'
import { idIn, isShownAgain, readForm, readNumber, readQuery, readTypedText } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { toDone } from '#web/parts/form.tsx'
import { MessagePage } from '#web/parts/message.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { noteWish, removeWish } from '#wish-lists/change-wish.ts'
import { myWish, myWishLists } from '#wish-lists/my-wish-lists.ts'
import type { WhichList } from '#wish-lists/rules/wish.ts'
import { wishToBeTold } from '#wish-lists/tell-borrowable.ts'
import { wishFor } from '#wish-lists/wish-for.ts'
import { addedTogetherMax } from '../account/onward.ts'
import { AddWishPage, type TypedWish } from './add-wish-page.tsx'
import { idOf } from './wish-lists.tsx'
import { WishPage } from './wish-page.tsx'
import { wishRefusalLine } from './wish-words.tsx'

/** Bibs in an address or a form, however often each is named. */
const bibs = z
  .array(z.string())
  .transform(typed => [...new Set(typed.map(readNumber))].filter(id => id > 0).map(BibId))
  .pipe(z.array(z.custom<BibId>()).max(addedTogetherMax))

const wishForm = z.object({
  bib: bibs,
  list: z.string().catch(''),
  newId: z.uuid(),
  name: z.string().catch(''),
  note: z.string().catch(''),
})

const bibQuery = z.object({ bib: bibs })
const tellForm = z.object({ tell: z.enum(['yes', 'no']) })

/** What stands on the lists of 読みたい本. */
export const wishPages = pages()
  .get(paths.addWish, async c => {
    const read = readQuery(c, bibQuery)
    const bibIds = read.ok ? read.values.bib : []
    return addPage(c, bibIds, { list: '', name: c.var.t.wishLists.addPage.firstName, note: '', newId: newId() })
  })
  .post(paths.addWish, async c => {
    const read = readForm(c, wishForm)
    if (!read.ok) return c.redirect(paths.wishLists, 303)
    const { bib: bibIds, ...typed } = read.values
    if (isShownAgain(c)) return addPage(c, bibIds, typed)
    const list: WhichList | null =
      typed.list === 'new'
        ? { is: 'new', id: WishListId(typed.newId), name: typed.name }
        : z.uuid().safeParse(typed.list).success
          ? { is: 'known', id: WishListId(typed.list) }
          : null
    const missing = { field: 'lists', text: c.var.t.wishLists.addPage.whichMissing }
    if (list === null) return addPage(c, bibIds, typed, [missing])
    if (bibIds.length === 0) return addPage(c, bibIds, typed)
    // Nobody guesses which of the two was meant.
    if (list.is === 'known' && typed.name.trim() !== '')
      return addPage(c, bibIds, typed, [{ field: 'name', text: c.var.t.wishLists.addPage.nameBesideList }])
    const wished = await wishFor(c.var.library, patronOf(c).patronId, { list, bibIds, note: typed.note })
    if (wished.ok)
      return c.redirect(toDone(withQuery(paths.wishList(wished.value.listId), { added: bibIds.length })), 303)
    if (wished.refusal === 'notFound') return addPage(c, bibIds, { ...typed, list: '' }, [missing])
    const lines = wished.refusal.map(refusal => wishRefusalLine(c.var.t, refusal))
    return addPage(c, bibIds, typed, lines)
  })

  .get(paths.wish(':id', ':bib{[0-9]+}'), async c => {
    const here = await wishHere(c)
    return here ? show(c, <WishPage c={c} {...here} typed={here.wish.note ?? ''} />) : c.notFound()
  })
  .post(paths.wish(':id', ':bib{[0-9]+}'), async c => {
    const here = await wishHere(c)
    const { typed, is } = readTypedText(c, 'note')
    if (!here) return c.notFound()
    if (is === 'again') return show(c, <WishPage c={c} {...here} typed={typed} />)
    if (is !== 'sent')
      return show(c, <WishPage c={c} {...here} typed={typed} wrong={c.var.t.forms.fieldErrors.unreadable} />, 422)
    const wish = { listId: here.list.id, bibId: here.wish.bibId }
    const noted = await noteWish(c.var.library, patronOf(c).patronId, wish, typed)
    if (noted.ok) return c.redirect(toDone(withQuery(paths.wishList(wish.listId), { noted: 1 })), 303)
    if (noted.refusal.why === 'notFound') return c.notFound()
    return show(c, <WishPage c={c} {...here} typed={typed} wrong={wishRefusalLine(c.var.t, noted.refusal).text} />, 422)
  })

  .post(paths.wishTell(':id', ':bib{[0-9]+}'), async c => {
    const listId = idOf(c)
    const bibId = idIn(c, BibId, 'bib')
    const read = readForm(c, tellForm)
    if (listId === null) return c.notFound()
    if (!read.ok) return c.redirect(paths.wish(listId, bibId), 303)
    const tell = read.values.tell === 'yes'
    const noted = await wishToBeTold(c.var.library, patronOf(c).patronId, { listId, bibId }, tell)
    if (!noted.ok) return c.notFound()
    return c.redirect(toDone(withQuery(paths.wishList(listId), { [tell ? 'tellStarted' : 'tellStopped']: 1 })), 303)
  })
  .get(paths.wishTell(':id', ':bib{[0-9]+}'), c => c.redirect(paths.wishLists, 303))

  .post(paths.wishRemove(':id', ':bib{[0-9]+}'), async c => {
    const listId = idOf(c)
    const bibId = idIn(c, BibId, 'bib')
    if (listId === null) return c.notFound()
    const removed = await removeWish(c.var.library, patronOf(c).patronId, { listId, bibId })
    return removed.ok ? c.redirect(toDone(withQuery(paths.wishList(listId), { removed: 1 })), 303) : c.notFound()
  })
  .get(paths.wishRemove(':id', ':bib{[0-9]+}'), c => c.redirect(paths.wishLists, 303))

async function wishHere(c: Context<Page>) {
  const id = idOf(c)
  if (id === null) return null
  const { library } = c.var
  const { patronId } = patronOf(c)
  const [found, account] = await Promise.all([
    myWish(library, patronId, id, idIn(c, BibId, 'bib')),
    myAccount(library, patronId),
  ])
  return found && { ...found, account }
}

/** Which list the titles go onto; what was typed stays, and every reason why it was not taken is said. */
async function addPage(
  c: Context<Page>,
  bibIds: readonly BibId[],
  typed: TypedWish,
  lines: { field: string; text: string }[] = [],
) {
  const { library, t } = c.var
  const words = t.wishLists.addPage
  const { patronId } = patronOf(c)
  const [books, lists] = await Promise.all([titlesOf(library, patronId, bibIds), myWishLists(library, patronId)])
  if (books.length === 0) return show(c, <MessagePage c={c} title={words.nothing} body={words.nothingBody} />, 422)
  const view = { books, lists, typed, lines }
  return show(c, <AddWishPage c={c} {...view} />, lines.length > 0 ? 422 : 200)
}

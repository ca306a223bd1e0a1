import type { Context } from 'hono'
import { z } from 'zod'
import { addToBasket } from '#holds/add-to-basket.ts'
import { myBasket } from '#holds/my-basket.ts'
import { myChoices } from '#holds/my-choices.ts'
import { removeFromBasket } from '#holds/remove-from-basket.ts'
import { titlesOf } from '#holds/titles-of.ts'
import { readForm, readQuery } from '../forms.ts'
import { type Page, pages, show } from '../page.ts'
import { paths, withQuery } from '../paths.ts'
import { patronOf } from '../session.ts'
import { BasketPage } from './basket-page.tsx'
import { readBibIds, readOrderQuery } from './order-form.ts'
import { RefusalNote, refusalFacts, refusalWords } from './refusal.tsx'

const bibField = z.object({ bib: z.string().regex(/^[1-9]\d{0,14}$/) })

export const basketPages = pages()
  // 「予約かごへ」. Not logged in, the book goes along through the 認証ページ (M17).
  .post(paths.basketAdd, async c => {
    const { library, visitor } = c.var
    const read = readForm(c, bibField)
    if (visitor.is === 'anonymous' || visitor.mustChangePassword) {
      return c.redirect(withQuery(paths.login, { next: paths.basket, bib: read.ok ? read.values.bib : null }), 303)
    }
    const bibId = read.ok ? Number(read.values.bib) : 0
    const added = await addToBasket(library, visitor.patronId, bibId)
    if (added.ok) return c.redirect(withQuery(paths.basket, { added: bibId }), 303)
    const titles = await titlesOf(library, [bibId])
    const words = refusalWords(c.var.t, added.refusal, refusalFacts(c, titles))
    return showBasket(c, <RefusalNote words={words} />, 409)
  })
  // A reloaded or bookmarked address of the button leads to the basket.
  .get(paths.basketAdd, c => c.redirect(paths.basket, 303))

  .get(paths.basket, c => showBasket(c))

  .post(paths.basketRemove, async c => {
    const bibIds = readBibIds(c)
    await removeFromBasket(c.var.library, patronOf(c).patronId, bibIds)
    return c.redirect(withQuery(paths.basket, { removed: bibIds.length }), 303)
  })
  .get(paths.basketRemove, c => c.redirect(paths.basket, 303))

const basketQuery = z.object({
  back: z.string().optional(),
  added: z.coerce.number().catch(0),
  removed: z.coerce.number().int().min(0).max(1000).catch(0),
})

async function showBasket(c: Context<Page>, refused?: ReturnType<typeof RefusalNote>, status: 200 | 409 = 200) {
  const { library, t } = c.var
  const { patronId } = patronOf(c)
  const [{ lines }, choices] = await Promise.all([myBasket(library, patronId), myChoices(library, patronId)])
  const read = readQuery(c, basketQuery)
  const { back, added, removed } = read.ok ? read.values : { back: undefined, added: 0, removed: 0 }
  const addedLine = lines.find(line => line.bibId === added)
  const said =
    refused ??
    (addedLine ? (
      <p class="note good">{t.myLibrary.basketPage.added(addedLine.title)}</p>
    ) : removed > 0 ? (
      <p class="note good">{t.myLibrary.basketPage.removed(removed)}</p>
    ) : null)
  return show(
    c,
    <BasketPage c={c} lines={lines} choices={choices} wish={back ? readOrderQuery(c) : null} said={said} />,
    status,
  )
}

import type { Context } from 'hono'
import { z } from 'zod'
import { nowhere } from '#branches/rules/pickup-location.ts'
import { besideOf } from '#catalogue/beside/beside-of.ts'
import { addToBasket, type BasketRefusal } from '#holds/basket/add-to-basket.ts'
import { type MyBasketLine, myBasket } from '#holds/basket/my-basket.ts'
import { removeFromBasket } from '#holds/basket/remove-from-basket.ts'
import { titlesOf } from '#holds/lists/titles-of.ts'
import { myChoices } from '#holds/ordering/my-choices.ts'
import { reviewOrder } from '#holds/ordering/review-order.ts'
import type { OrderRefusal } from '#holds/rules/order.ts'
import { BibId, OrderId } from '#ids.ts'
import { newId } from '#std/new-id.ts'
import { keepChild } from '#web/cookies.ts'
import { readForm, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Done, toDone } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { withVolumes } from '../account/after-login.ts'
import { addedTogetherMax, bibList } from '../account/onward.ts'
import { RefusalNote, refusalFacts, refusalWords } from '../refusal.tsx'
import { BasketPage } from './basket-page.tsx'
import { readBibIds, readOrderQuery } from './order-form.ts'

const bibField = z.object({
  bib: z.array(z.string().regex(/^[1-9]\d{0,14}$/)).max(addedTogetherMax),
  child: z.string().optional().catch(undefined),
})

const togetherQuery = z.object({ notAdded: bibList.catch([]), volumes: bibList.optional().catch(undefined) })

export const basketPages = pages()
  // 「予約かごへ」. Not logged in, the book goes along through the 認証ページ (M17).
  .post(paths.basketAdd, async c => {
    const { library, visitor, today } = c.var
    const read = readForm(c, bibField)
    const bibIds = read.ok ? [...new Set(read.values.bib.map(Number))].map(BibId) : []
    const [bibId = BibId(0)] = bibIds
    if (read.ok && read.values.child) keepChild(c)
    if (visitor.is === 'anonymous' && today.ordering === 'closed') return showClosed(c, bibIds)
    if (visitor.is === 'anonymous' || visitor.mustChangePassword) {
      const page = visitor.is === 'anonymous' ? paths.login : paths.password
      return c.redirect(withQuery(page, { add: bibIds.join(','), next: bibId ? null : paths.basket }), 303)
    }
    if (read.ok && bibIds.length === 0) return showBasket(c, { why: 'nothingTicked' })
    if (bibIds.length > 1) return c.redirect(await withVolumes(c, visitor.patronId, bibIds), 303)
    const added = await addToBasket(library, visitor.patronId, bibId)
    return added.ok ? c.redirect(toDone(withQuery(paths.basket, { added: bibId })), 303) : showBasket(c, added.refusal)
  })
  // A reloaded or bookmarked address of the button leads to the basket.
  .get(paths.basketAdd, c => c.redirect(paths.basket, 303))

  .get(paths.basket, async c => {
    const read = readQuery(c, togetherQuery)
    const { notAdded, volumes } = read.ok ? read.values : { notAdded: [], volumes: undefined }
    if (volumes || notAdded.length > 1) return showBasket(c, null, { volumes: volumes ?? [], notAdded })
    return showBasket(c, notAdded[0] === undefined ? null : await whyNotAdded(c, notAdded[0]))
  })

  .post(paths.basketRemove, async c => {
    const bibIds = readBibIds(c)
    await removeFromBasket(c.var.library, patronOf(c).patronId, bibIds)
    return c.redirect(toDone(withQuery(paths.basket, { removed: bibIds.length })), 303)
  })
  .get(paths.basketRemove, c => c.redirect(paths.basket, 303))

const basketQuery = z.object({
  back: z.string().optional(),
  added: z.coerce.number().catch(0),
  removed: z.coerce.number().int().min(0).max(1000).catch(0),
})

type Together = { volumes: BibId[]; notAdded: BibId[] }

type Refusal = BasketRefusal | { why: 'nothingTicked' }

async function showBasket(c: Context<Page>, refusal: Refusal | null = null, together: Together | null = null) {
  const { library, t } = c.var
  const { patronId } = patronOf(c)
  const [{ lines, possible }, choices] = await Promise.all([myBasket(library, patronId), myChoices(library, patronId)])
  const beside = await besideOf(
    library,
    lines.map(({ bibId }) => bibId),
  )
  const read = readQuery(c, basketQuery)
  const { back, added, removed } = read.ok ? read.values : { back: undefined, added: 0, removed: 0 }
  const { basketPage: words } = t.myLibrary
  const addedLine = lines.find(line => line.bibId === added)
  const said = refusal ? (
    <RefusalNote words={await basketRefusalWords(c, refusal)} />
  ) : together ? (
    await saidOfVolumes(c, together, lines)
  ) : addedLine ? (
    <Done>{words.added(addedLine.title)}</Done>
  ) : removed > 0 ? (
    <Done>{words.removed(removed)}</Done>
  ) : null
  const wish = back ? readOrderQuery(c) : null
  return show(
    c,
    <BasketPage c={c} lines={lines} possible={possible} beside={beside} choices={choices} wish={wish} said={said} />,
    refusal ? 409 : 200,
  )
}

/** Of several volumes put in with one press: how many lie in the basket, and which do not, and why. */
async function saidOfVolumes(c: Context<Page>, { volumes, notAdded }: Together, lines: readonly MyBasketLine[]) {
  const { t, library } = c.var
  const words = t.browse.series
  const count = lines.filter(({ bibId }) => volumes.includes(bibId)).length
  const titles = await titlesOf(library, patronOf(c).patronId, notAdded)
  const { titleOf } = refusalFacts(c, titles)
  const why: string[] = []
  for (const bibId of notAdded) {
    const refusal = await whyNotAdded(c, bibId)
    if (!refusal) continue // It can be put in by now.
    const { what } = refusalWords(t, refusal, refusalFacts(c, titles))
    why.push('bibId' in refusal ? what : words.notPutLine(titleOf(bibId), what))
  }
  return (
    <>
      {count > 0 ? <Done>{words.put(count)}</Done> : null}
      {why.length > 0 ? (
        <div class="note ask stack tight" role="alert" tabindex={-1} autofocus>
          <p>
            <b>{words.notPut}</b>
          </p>
          <ul>
            {why.map(line => (
              <li>{line}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  )
}

async function basketRefusalWords(c: Context<Page>, refusal: Refusal) {
  const titles = 'bibId' in refusal ? await titlesOf(c.var.library, patronOf(c).patronId, [refusal.bibId]) : []
  return refusalWords(c.var.t, refusal, refusalFacts(c, titles))
}

/**
 * After a login with a book in hand that could not be put into the basket: the reason is found again, without a write.
 */
async function whyNotAdded(c: Context<Page>, bibId: BibId): Promise<BasketRefusal | null> {
  const { library } = c.var
  const { patronId, basketCount } = patronOf(c)
  const { refusals } = await reviewOrder(library, patronId, {
    id: OrderId(newId()),
    kind: 'ordinary',
    channel: 'web',
    bibIds: [bibId],
    pickup: nowhere,
    contact: 'self',
    confirmByMail: false,
  })
  for (const refusal of refusals) if (isOfBasket(refusal)) return refusal
  const max = library.policy.holds.basketMax
  return basketCount >= max ? { why: 'basketFull', max } : null
}

const isOfBasket = (refusal: OrderRefusal): refusal is Extract<OrderRefusal, BasketRefusal> =>
  ['intakeWindow', 'unknownBib', 'notHeld', 'notForLoan'].includes(refusal.why)

/**
 * Inside the window nobody is asked to log in for nothing (M14): what was pressed is in no basket, and is still on its
 * page.
 */
function showClosed(c: Context<Page>, bibIds: readonly BibId[]) {
  const { t, library } = c.var
  const words = refusalWords(t, { why: 'intakeWindow', ...library.policy.intakeWindow }, refusalFacts(c, []))
  return show(
    c,
    <Layout c={c} title={words.what}>
      <h1>{words.what}</h1>
      <div class="note ask stack tight">
        <p>{t.holds.refusal.notInBasket}</p>
        <p>{words.next}</p>
      </div>
      <p class="row">
        {bibIds.length === 1 ? (
          <a class="button chief" href={paths.bib(bibIds[0]!)}>
            {t.holds.one.toBib}
          </a>
        ) : null}
        <a class="button" href={paths.search}>
          {t.myLibrary.donePage.toSearch}
        </a>
      </p>
    </Layout>,
    409,
  )
}

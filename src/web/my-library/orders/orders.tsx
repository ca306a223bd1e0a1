import type { Context } from 'hono'
import { z } from 'zod'
import { nowhere } from '#branches/rules/pickup-location.ts'
import { volumeOrder } from '#catalogue/rules/volume.ts'
import { myBasket } from '#holds/basket/my-basket.ts'
import { myChoices } from '#holds/ordering/my-choices.ts'
import { placeHolds } from '#holds/ordering/place-holds.ts'
import { reviewOrder } from '#holds/ordering/review-order.ts'
import { type ShownOrder, showOrder } from '#holds/ordering/show-order.ts'
import type { Order, OrderRefusal } from '#holds/rules/order.ts'
import { OrderId } from '#ids.ts'
import { chosenLanguage } from '#patrons/my-account.ts'
import { offeredLanguage } from '#policy.ts'
import { isId, newId } from '#std/new-id.ts'
import { dayOf } from '#time/clock.ts'
import { readForm, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { readDay } from '../day.ts'
import { changeRefusalWords } from '../holds/change-refusal.ts'
import { type FormRefusal, refusalFacts, refusalWords } from '../refusal.tsx'
import { DonePage } from './done-page.tsx'
import { newOrderPath, type OrderWish, readNumbers, readOrderForm, readOrderQuery, renumbered } from './order-form.ts'
import { OrderPage } from './order-page.tsx'

export const orderPages = pages()
  .get(paths.newOrder, async c => {
    const wish = readOrderQuery(c)
    const numbers = readNumbers(c)
    if (numbers.length === 0) return showReview(c, (await inSeriesOrder(c, wish)) ?? wish, OrderId(newId()))
    const sorted = renumbered(wish, numbers)
    return sorted
      ? c.redirect(`${newOrderPath(sorted)}#series`, 303)
      : showReview(c, wish, OrderId(newId()), { unreadable: numbers })
  })

  // The only write on this way: everything before it can be left, repeated and gone back to.
  .post(paths.orders, async c => {
    const wish = readOrderForm(c)
    const orderId = readOrderId(c)
    if (wish.kindUnknown || wish.contact === null || daysOf(c, wish).isWrong)
      return showReview(c, wish, orderId, { posted: [] })
    const placed = await placeHolds(c.var.library, patronOf(c).patronId, orderOf(c, wish, orderId))
    if (placed.ok) return c.redirect(paths.order(placed.value.orderId), 303)
    // The id belongs to somebody else's order: a new one, and the form again.
    if (placed.refusal.why === 'notFound') return showReview(c, wish, OrderId(newId()))
    return showReview(c, wish, orderId, { posted: placed.refusal.all })
  })
  .get(paths.orders, c => c.redirect(paths.basket, 303))

  .get(paths.order(':id'), async c => {
    const order = await showOrder(c.var.library, patronOf(c).patronId, OrderId(c.req.param('id') ?? ''))
    if (!order) return c.notFound()
    return show(c, <DonePage c={c} order={order} mailsInJapanese={await getsMailsInJapanese(c, order)} />)
  })

/** Whether mails come to somebody in Japanese, who reads here in another language and has not chosen one for good. */
async function getsMailsInJapanese(c: Context<Page>, order: ShownOrder): Promise<boolean> {
  const { library, language, isChild } = c.var
  const { patronId, actingFor } = patronOf(c)
  if (language === 'ja' || isChild || actingFor !== null) return false
  if (order.contact !== 'mail' && !order.confirmedByMail) return false
  return offeredLanguage(library.policy, await chosenLanguage(library, patronId)) === null
}

const orderOf = (c: Context<Page>, wish: OrderWish, id: OrderId): Order => ({
  id,
  kind: wish.kind,
  channel: c.var.visitor.terminal ? 'terminal' : 'web',
  bibIds: wish.bibIds,
  pickup: wish.pickup ?? nowhere,
  contact: wish.contact ?? 'self',
  confirmByMail: wish.confirmByMail,
  ...daysOf(c, wish).days,
  enough: wish.enough,
})

/** The first and the last day that were chosen, null where none was; and what is wrong with either. */
function daysOf(c: Context<Page>, wish: OrderWish) {
  const read = (typed: string) => (typed === '' ? null : readDay(typed, dayOf(c.var.library.clock.now())))
  const [start, end] = [read(wish.startsOn), read(wish.notNeededAfter)]
  const days = { startsOn: start?.ok ? start.value : null, notNeededAfter: end?.ok ? end.value : null }
  const { startsOn, notNeededAfter } = days
  const isCrossed = startsOn && notNeededAfter && Temporal.PlainDate.compare(notNeededAfter, startsOn) < 0
  const { untilBeforeFrom, untilBeforeFromNext } = c.var.t.myLibrary.orderPage
  const startWrong = start && !start.ok ? changeRefusalWords(c, start.refusal) : null
  const endWrong = end && !end.ok ? changeRefusalWords(c, end.refusal) : null
  const crossed = isCrossed ? { what: untilBeforeFrom, next: untilBeforeFromNext } : null
  const wrong = { from: startWrong, until: endWrong ?? crossed }
  return { days, wrong, isWrong: wrong.from !== null || wrong.until !== null }
}

/**
 * The page on which an order is looked over before it is placed.
 * @param given.posted the form was sent and this stands against it; empty when the form itself lacks something
 * @param given.unreadable numbers as they were typed into a series, of which no order can be made
 */
async function showReview(
  c: Context<Page>,
  wish: OrderWish,
  orderId: OrderId,
  given: { posted?: readonly OrderRefusal[]; unreadable?: readonly string[] } = {},
) {
  const { posted = null, unreadable: numbers = null } = given
  const { library, t } = c.var
  const { patronId } = patronOf(c)
  const [review, choices] = await Promise.all([
    reviewOrder(library, patronId, orderOf(c, wish, orderId)),
    myChoices(library, patronId),
  ])
  const judged = posted && posted.length > 0 ? posted : review.refusals
  const isClosed = judged.some(({ why }) => why === 'intakeWindow')
  const form: FormRefusal[] = isClosed ? [] : formRefusals(wish, numbers !== null)
  const refusals: readonly (OrderRefusal | FormRefusal)[] = [...judged, ...form]
  const { wrong, isWrong } = daysOf(c, wish)
  return show(
    c,
    <OrderPage
      c={c}
      wish={wish}
      orderId={orderId}
      titles={review.titles}
      numbers={numbers}
      choices={choices}
      wrong={wrong}
      refusals={refusals.map(refusal => refusalWords(t, refusal, refusalFacts(c, review.titles)))}
      inTheWay={refusals.flatMap(refusal => ('bibId' in refusal ? refusal.bibId : []))}
    />,
    posted ? 409 : numbers || (isWrong && refusals.length === 0) ? 422 : 200,
  )
}

/** What the form itself lacks: every reason at once. */
const formRefusals = (wish: OrderWish, numbersUnreadable: boolean): FormRefusal[] => [
  ...(numbersUnreadable ? [{ why: 'numbersUnreadable' as const, max: wish.bibIds.length }] : []),
  ...(wish.kindUnknown ? [{ why: 'kindUnknown' as const }] : []),
  ...(wish.contact === null ? [{ why: 'contactUnknown' as const }] : []),
]

const orderedQuery = z.object({ ordered: z.string().optional() })

/** A series comes from the basket in the order of its volumes; once the patron has moved one, their order stands. */
async function inSeriesOrder(c: Context<Page>, wish: OrderWish): Promise<OrderWish | null> {
  const read = readQuery(c, orderedQuery)
  if (wish.kind !== 'series' || (read.ok && read.values.ordered)) return null
  const { lines } = await myBasket(c.var.library, patronOf(c).patronId)
  const placeOf = new Map(lines.map(line => [line.bibId, volumeOrder(line.volume)]))
  const bibIds = [...wish.bibIds].sort((one, other) => (placeOf.get(one) ?? 0) - (placeOf.get(other) ?? 0))
  return { ...wish, bibIds }
}

const idForm = z.object({ id: z.string() })

/** Minted into the form by the page before. A form that lost it gets a new one. */
function readOrderId(c: Context<Page>): OrderId {
  const read = readForm(c, idForm)
  return OrderId(read.ok && isId(read.values.id) ? read.values.id : newId())
}

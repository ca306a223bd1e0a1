import type { Context } from 'hono'
import { type PickupLocation, pickupKey, samePlace } from '#branches/rules/pickup-location.ts'
import type { Choices } from '#holds/ordering/my-choices.ts'
import type { Contact } from '#holds/rules/hold.ts'
import type { BibId, OrderId } from '#ids.ts'
import type { Text } from '#text/text.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import { PostForm, Submit, Tick } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { OrderSteps } from '../frame.tsx'
import { RefusalNote, type RefusalWords } from '../refusal.tsx'
import { nextIntakeInWords } from '../when.ts'
import { basketPath, moved, newOrderPath, type OrderWish, orderFields, without } from './order-form.ts'

type OrderPageProps = {
  c: Context<Page>
  wish: OrderWish
  /** Of the new order, so that sending it twice places it once. */
  orderId: OrderId
  titles: { bibId: BibId; title: string }[]
  /** What was typed as numbers of a series and could not be read. */
  numbers: readonly string[] | null
  choices: Choices
  /** What is wrong with the first and the last day that were typed. */
  wrong: { from: RefusalWords | null; until: RefusalWords | null }
  /** Everything for which it cannot be placed, said before the last button. */
  refusals: readonly RefusalWords[]
  /** The titles that stand in the way: the others could go on without them. */
  inTheWay: readonly BibId[]
}

/** 予約内容確認 (M24): the order as it will be, on one screen. */
export function OrderPage(props: OrderPageProps) {
  const { c, wish, orderId, titles, numbers, choices, wrong, refusals, inTheWay } = props
  const { t, library } = c.var
  const p = t.myLibrary.orderPage
  const { when, from, until } = nextIntakeInWords(t, library)
  const left = inTheWay.reduce(without, wish)
  const back = (
    <a class="button quiet" href={basketPath(wish)}>
      {p.back}
    </a>
  )
  return (
    <Layout c={c} title={t.myLibrary.step.confirm}>
      <OrderSteps t={t} now="confirm" />
      <h1>{t.myLibrary.step.confirm}</h1>
      {refusals.length > 0 ? (
        <RefusalNote words={refusals}>
          {inTheWay.length > 0 && left.bibIds.length > 0 ? (
            <p>
              <a href={newOrderPath(left)}>{inTheWay.length === 1 ? p.without : p.withoutThese}</a>
            </p>
          ) : null}
        </RefusalNote>
      ) : null}
      <div class="sheet stack">
        <dl class="facts">
          <dt>{p.kind}</dt>
          <dd>
            <b>{t.holds.kind[wish.kind]}</b>
            {wish.kind === 'series' ? p.seriesOrder : null}
          </dd>
          <dt>{p.titles}</dt>
          <dd>
            {wish.kind === 'series' ? (
              <SeriesOrder t={t} wish={wish} titles={titles} numbers={numbers} />
            ) : (
              <ul class="dotted">
                {titles.map(({ title }) => (
                  <li>{title}</li>
                ))}
              </ul>
            )}
          </dd>
          <dt>{p.pickup}</dt>
          <dd>{wish.pickup ? pickupInWords(c, choices, wish.pickup) : '―'}</dd>
          <dt>{p.contact}</dt>
          <dd>
            {wish.contact ? contactInWords(t, choices, wish.contact) : '―'}
            {wish.contact === 'self' ? <p class="soft">{t.myLibrary.basketPage.selfWhy}</p> : null}
          </dd>
        </dl>
        {refusals.length > 0 ? (
          <p>{back}</p>
        ) : (
          <PostForm c={c} action={paths.orders} class="stack">
            <input type="hidden" name="id" value={orderId} />
            <input type="hidden" name="kind" value={wish.kind} />
            {wish.bibIds.map(bibId => (
              <input type="hidden" name="bib" value={`${bibId}`} />
            ))}
            <input type="hidden" name="pickup" value={wish.pickup ? pickupKey(wish.pickup) : ''} />
            <input type="hidden" name="contact" value={wish.contact ?? ''} />
            {choices.contacts.offered.includes('mail') ? (
              <Tick name="mail" value="1" checked={wish.confirmByMail}>
                {p.sendMail}
              </Tick>
            ) : (
              <p class="soft">{p.noMail}</p>
            )}
            {wish.kind === 'ordinary' && wish.bibIds.length > 1 ? <EnoughField t={t} wish={wish} /> : null}
            <StartField c={c} typed={wish.startsOn} wrong={wrong.from} />
            <UntilField c={c} typed={wish.notNeededAfter} wrong={wrong.until} />
            <p class="soft">{p.takenIn(when, from, until)}</p>
            <p class="row">
              <Submit look="chief">{p.place}</Submit>
              {back}
            </p>
          </PostForm>
        )}
      </div>
    </Layout>
  )
}

/** いずれか予約: how many of the titles are enough. */
function EnoughField({ t, wish: { bibIds, enough } }: { t: Text; wish: OrderWish }) {
  const p = t.myLibrary.orderPage
  return (
    <details open={enough !== null}>
      <summary>{p.enough}</summary>
      <div class="field">
        <p>{p.enoughWhy}</p>
        <label for="enough">{p.enoughLabel}</label>
        <select id="enough" name="enough">
          <option value="">{p.all(bibIds.length)}</option>
          {bibIds.slice(1).map((_, index) => (
            <option value={`${index + 1}`} selected={enough === index + 1}>
              {p.enoughOf(bibIds.length, index + 1)}
            </option>
          ))}
        </select>
      </div>
    </details>
  )
}

type Dated = { c: Context<Page>; typed: string; wrong: RefusalWords | null }

/** なつやすみ: the first day on which it can be fetched. Most want it at once. */
function StartField(dated: Dated) {
  const { startsOn, startsOnWhy, startsOnLabel } = dated.c.var.t.myLibrary.orderPage
  return <DayField {...dated} name="from" summary={startsOn} why={startsOnWhy} label={startsOnLabel} />
}

/** 必要期限: the last day on which it is of use. Most take it whenever it comes. */
function UntilField(dated: Dated) {
  const { until, untilWhy, untilLabel } = dated.c.var.t.myLibrary.orderPage
  return <DayField {...dated} name="until" summary={until} why={untilWhy} label={untilLabel} />
}

type DayFieldProps = Dated & { name: 'from' | 'until'; summary: string; why: string; label: string }

/** A day from tomorrow on, folded away until somebody chooses one. */
function DayField({ c, typed, wrong, name, summary, why, label }: DayFieldProps) {
  const { t, library } = c.var
  const today = dayOf(library.clock.now())
  return (
    <details open={typed !== ''}>
      <summary>{summary}</summary>
      {wrong ? <RefusalNote words={[wrong]} /> : null}
      <div class="field">
        <p>{why}</p>
        <label for={name}>{label}</label>
        <input
          id={name}
          type="date"
          name={name}
          value={typed}
          min={today.add({ days: 1 }).toString()}
          max={today.add({ years: 1 }).toString()}
          aria-describedby={`${name}-hint`}
          aria-invalid={wrong ? 'true' : undefined}
        />
        <small id={`${name}-hint`}>{t.holds.one.dayHint}</small>
      </div>
    </details>
  )
}

/**
 * The order in which a series is secured, changed without script: each title has its number to be typed, and buttons
 * that lead to the page with two titles swapped.
 */
const SeriesOrder = ({
  t,
  wish,
  titles,
  numbers,
}: { t: Text } & Pick<OrderPageProps, 'wish' | 'titles' | 'numbers'>) => (
  <form action={paths.newOrder} id="series" class="stack tight">
    {Object.entries(orderFields(wish)).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <ol class="series-order">
      {titles.map(({ bibId, title }, index) => (
        <li>
          <span class="line">
            <input type="hidden" name="bib" value={`${bibId}`} />
            <input
              class="number"
              name="at"
              type="text"
              inputmode="numeric"
              maxlength={4}
              autocomplete="off"
              value={numbers?.[index] ?? `${index + 1}`}
              aria-label={t.myLibrary.orderPage.numberOf(title)}
              aria-invalid={numbers ? 'true' : undefined}
            />
            <span class="title">{title}</span>
            <span class="moves">
              {index > 0 ? (
                <Move wish={wish} bibId={bibId} by={-1} words={t.myLibrary.orderPage} title={title} />
              ) : null}
              {index < titles.length - 1 ? (
                <Move wish={wish} bibId={bibId} by={1} words={t.myLibrary.orderPage} title={title} />
              ) : null}
            </span>
          </span>
        </li>
      ))}
    </ol>
    {titles.length > 1 ? (
      <p>
        <Submit look="quiet">{t.myLibrary.orderPage.renumber}</Submit>
      </p>
    ) : null}
  </form>
)

type MoveProps = { wish: OrderWish; bibId: BibId; by: -1 | 1; words: Text['myLibrary']['orderPage']; title: string }

const Move = ({ wish, bibId, by, words, title }: MoveProps) => (
  <a
    class="button quiet"
    href={`${newOrderPath(moved(wish, bibId, by))}#series`}
    aria-label={by < 0 ? words.upOf(title) : words.downOf(title)}
  >
    {by < 0 ? words.up : words.down}
  </a>
)

/** 「BM/吉浦（次は12月3日（木）午前10時20分）」 */
function pickupInWords(c: Context<Page>, choices: Choices, at: PickupLocation): string {
  const place = choices.places.flatMap(group => group.places).find(one => samePlace(one.at, at))
  if (!place) return '―'
  const { nextVisit: visit } = place
  const { t, today } = c.var
  const name = today.placeName(place.name)
  if (!visit) return name
  const { withVisit, nextVisit } = t.myLibrary.basketPage
  return withVisit(name, nextVisit(t.dates.day(visit.day), t.dates.time(visit.arrives)))
}

export function contactInWords(t: Text, choices: Choices, contact: Contact): string {
  const { phoneEnd } = choices.contacts
  return contact === 'phone' && phoneEnd ? t.myLibrary.basketPage.phone(phoneEnd) : t.holds.contact[contact]
}

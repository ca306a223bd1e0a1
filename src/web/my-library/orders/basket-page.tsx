import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Beside } from '#catalogue/beside/beside-of.ts'
import type { Bib } from '#catalogue/rules/bib.ts'
import type { MyBasketLine } from '#holds/basket/my-basket.ts'
import type { Choices } from '#holds/ordering/my-choices.ts'
import type { StillPossible } from '#holds/rules/still-possible.ts'
import type { BibId } from '#ids.ts'
import { offers } from '#policy.ts'
import type { Text } from '#text/text.ts'
import type { Page } from '#web/page.ts'
import { ClosedNote } from '#web/parts/books/add-to-basket.tsx'
import { Book } from '#web/parts/books/book.tsx'
import { CiteFiles } from '#web/parts/books/cite-files.tsx'
import { nameOf } from '#web/parts/books/shelf.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { Offered } from '#web/parts/offered.tsx'
import { paths } from '#web/paths.ts'
import { BlockNote } from '../block-note.tsx'
import { EmptyState } from '../empty-state.tsx'
import { OrderSteps } from '../frame.tsx'
import { centralPhone, nextIntakeInWords } from '../when.ts'
import { ContactField, PickupField } from './choice-fields.tsx'
import type { OrderWish } from './order-form.ts'

type BasketPageProps = {
  c: Context<Page>
  lines: MyBasketLine[]
  possible: StillPossible
  /** What is offered beside each of them. */
  beside: ReadonlyMap<BibId, Beside>
  choices: Choices
  /** What was chosen before; null when the basket is opened anew: then as much is ticked as can be reserved. */
  wish: OrderWish | null
  /** What just happened, or why something was refused. */
  said?: Child
}

/** 予約かご (M19–M23). */
export function BasketPage({ c, lines, possible, beside, choices, wish, said }: BasketPageProps) {
  const { t } = c.var
  const p = t.myLibrary.basketPage
  if (lines.length === 0) {
    return (
      <Layout c={c} title={t.myLibrary.basket}>
        <h1>{t.myLibrary.basket}</h1>
        {said}
        <EmptyState title={p.emptyTitle} body={p.emptyBody}>
          <a class="button" href={paths.search}>
            {p.search}
          </a>
          <a class="button" href={paths.newArrivals}>
            {p.newArrivals}
          </a>
          <a class="button quiet" href={paths.holds}>
            {p.holds}
          </a>
        </EmptyState>
      </Layout>
    )
  }
  return (
    <Layout c={c} title={t.myLibrary.basket}>
      <OrderSteps t={t} now="basket" />
      <h1>{t.myLibrary.basket}</h1>
      {said}
      <form class="two wide-first" action={paths.newOrder}>
        {/* Enter in a field sends the form by its first button. This one sends nothing, so that nothing is chosen by
            accident. */}
        <button type="submit" disabled hidden />
        {wish?.enough ? <input type="hidden" name="enough" value={`${wish.enough}`} /> : null}
        {wish?.startsOn ? <input type="hidden" name="from" value={wish.startsOn} /> : null}
        {wish?.notNeededAfter ? <input type="hidden" name="until" value={wish.notNeededAfter} /> : null}
        <div class="stack">
          <BasketLines
            c={c}
            t={t}
            lines={lines}
            possible={possible}
            beside={beside}
            ticked={new Set(wish ? wish.bibIds : possible.bibIds)}
            csrfToken={c.var.csrfToken ?? ''}
          />
          <PickupField c={c} choices={choices} chosen={wish?.pickup ?? choices.pickup} />
          <ContactField t={t} choices={choices} chosen={wish?.contact ?? choices.contact} />
        </div>
        <aside class="sheet stack">
          {c.var.today.ordering === 'closed' ? (
            <ClosedNote c={c} />
          ) : possible.block ? (
            <BlockNote c={c} block={possible.block} />
          ) : choices.places.length === 0 ? (
            <p class="note ask">
              <b>{t.holds.refusal.pickupNone}</b> {t.holds.refusal.askCentral(centralPhone(c))}
            </p>
          ) : (
            <OrderButtons c={c} />
          )}
        </aside>
      </form>
      <p class="soft screen-only">
        {t.opac.record.citeFiles} <CiteFiles t={t} bibIds={lines.map(({ bibId }) => bibId)} />
      </p>
    </Layout>
  )
}

function BasketLines({
  c,
  t,
  lines,
  possible,
  beside,
  ticked,
  csrfToken,
}: {
  c: Context<Page>
  t: Text
  lines: MyBasketLine[]
  possible: StillPossible
  beside: BasketPageProps['beside']
  ticked: Set<BibId>
  csrfToken: string
}) {
  const p = t.myLibrary.basketPage
  return (
    <fieldset class="field">
      <legend>{p.lines}</legend>
      <p class="soft">{p.linesWhy}</p>
      {possible.block ? null : <p class={possible.isOver ? 'note ask' : 'soft'}>{leftInWords(t, possible)}</p>}
      <ul class="basket-lines">
        {lines.map(line => (
          <li>
            <label class="pick">
              <input type="checkbox" name="bib" value={`${line.bibId}`} checked={ticked.has(line.bibId)} />
              <Book bib={line} library={c.var.library} />
              <span>
                <b>{[line.title, line.volume].filter(Boolean).join(' ')}</b>
                <br />
                <small>{waitInWords(c, line)}</small>
              </span>
            </label>
            <LargePrint t={t} bib={beside.get(line.bibId)?.largePrint ?? null} />
          </li>
        ))}
      </ul>
      <p class="below row">
        {/* The token goes with this button alone: the form itself is sent by GET, and a token does not belong in an
            address. */}
        <button
          type="submit"
          class="button quiet"
          formaction={paths.basketRemove}
          formmethod="post"
          formnovalidate
          name="csrf"
          value={csrfToken}
        >
          {p.remove}
        </button>{' '}
        <Offered c={c} path={paths.addWish}>
          <button type="submit" class="button quiet" formaction={paths.addWish} formnovalidate>
            {t.wishLists.addTicked}
          </button>
        </Offered>
      </p>
    </fieldset>
  )
}

/** 大活字版もあります: to its page, from which it can be put into the basket in the place of this one. */
const LargePrint = ({ t, bib }: { t: Text; bib: Bib | null }) =>
  bib === null ? null : (
    <p>
      <a class="alone" href={paths.bib(bib.id)}>
        {t.myLibrary.basketPage.largePrint(nameOf(bib))}
      </a>
    </p>
  )

/** How many can still be reserved; where more lies in the basket, also how many are ticked for a start. */
function leftInWords(t: Text, { left, today, open, bibIds, isOver }: StillPossible): string {
  const p = t.myLibrary.basketPage
  if (today === 0) return p.noneToday
  if (today !== null) return isOver ? `${p.leftToday(today)}${p.firstTicked(bibIds.length)}` : p.leftToday(today)
  if (left === 0) return p.noneLeft(open)
  return isOver ? `${p.left(left, open)}${p.firstTicked(bibIds.length)}` : p.left(left, open)
}

function waitInWords(
  c: Context<Page>,
  { unholdable, waiting, lendable, coming, onShelf, waitDays }: MyBasketLine,
): string {
  const { t, library } = c.var
  const { when, from, until } = nextIntakeInWords(t, library)
  const p = t.myLibrary.basketPage
  if (unholdable) return p.unholdable[unholdable]
  const about = waitDays === null ? null : t.dates.about(waitDays)
  const isComing = lendable === 0 && coming > 0
  if (waiting > 0) return isComing ? `${p.wait(waiting, null)}　${p.coming}` : p.wait(waiting, about)
  if (isComing) return p.coming
  return onShelf > 0 ? p.available(when, from, until) : p.onLoan(about)
}

function OrderButtons({ c }: { c: Context<Page> }) {
  const { t } = c.var
  const p = t.myLibrary.basketPage
  return (
    <>
      <div class="stack tight">
        <button type="submit" class="button chief block" name="kind" value="ordinary">
          {p.ordinary}
        </button>
        <p class="soft">{p.ordinaryWhy}</p>
      </div>
      {offers(c.var.library.policy, 'seriesHolds') ? (
        <div class="stack tight">
          <button type="submit" class="button block" name="kind" value="series">
            {p.series}
          </button>
          <p class="soft">{p.seriesWhy}</p>
          <p class="soft">{p.seriesAll(centralPhone(c))}</p>
        </div>
      ) : null}
    </>
  )
}

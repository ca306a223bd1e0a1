import type { Context } from 'hono'
import { z } from 'zod'
import { readPickupKey } from '#branches/rules/pickup-location.ts'
import type { FoundBib } from '#catalogue/search-catalogue.ts'
import { showForStaff } from '#cataloguing/find-for-staff.ts'
import { showItem } from '#circulation/lists/show-item.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { myChoices } from '#holds/ordering/my-choices.ts'
import { placeHoldsAtCounter } from '#holds/ordering/place-holds-at-counter.ts'
import { contacts } from '#holds/rules/hold.ts'
import { BibId, OrderId, PatronId } from '#ids.ts'
import { showPatron } from '#patrons/show-patron.ts'
import { isId, newId } from '#std/new-id.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { idField, idIn, readForm, readQuery, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { withQuery } from '#web/paths.ts'
import { FoundTitles, findTitles, TitleBox, titleOf } from '../../catalogue/find-titles.tsx'
import { byId, desk } from '../../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../../layout.tsx'
import { PatronHead } from '../../patrons/patron-head.tsx'
import { actorOf, mayHere, staffOf } from '../../session.tsx'
import { OrderForm } from './order-form.tsx'

const bibIds = z
  .array(idField(BibId))
  .max(100)
  .transform(ids => [...new Set(ids)])
const chosen = z.object({
  q: text(100).optional().catch(undefined),
  /** What was looked for before the last choice: its hits stay until all are chosen. */
  hits: text(100).optional().catch(undefined),
  bib: bibIds.default([]).catch([]),
})
const orderForm = z.object({
  order: z.string().refine(isId),
  bib: bibIds,
  kind: z.enum(['ordinary', 'series', 'set']),
  pickup: z.string().max(80),
  contact: z.enum(contacts),
  only: z.string().max(60).optional(),
  reason: z.string().trim().max(200, 'tooLong').optional(),
})

/** 予約 at the desk or on a call, for one patron: ordinary, as a series, or as a set (M29). */
export const orderPages = pages()
  .get(desk.patronOrder(byId), c => orderPage(c))
  .post(desk.patronOrder(byId), async c => {
    const form = readForm(c, orderForm)
    if (!form.ok) return orderPage(c, { no: [words.refusal({ why: 'nothingTicked' }, String)] })
    const { order: id, bib, kind, contact, only, reason } = form.values
    const kept = { bibIds: bib, kind }
    const pickup = readPickupKey(form.values.pickup)
    if (!pickup) return orderPage(c, { ...kept, no: [words.refusal({ why: 'pickupMissing' }, String)] })
    const onlyItem = only?.trim() ? await showItem(c.var.library, readBarcode(only)) : null
    const onlyFits = bib.length === 1 && onlyItem?.bibId === bib[0]
    if (only?.trim() && !onlyFits) return orderPage(c, { ...kept, no: [words.order.onlyUnknown] })

    const patronId = idIn(c, PatronId)
    const placed = await placeHoldsAtCounter(
      c.var.library,
      actorOf(c),
      patronId,
      {
        id: OrderId(id),
        kind,
        bibIds: bib,
        pickup,
        contact,
        confirmByMail: false,
        onlyItemId: onlyItem?.itemId ?? null,
      },
      mayHere(c, 'override') ? reason : undefined,
    )
    if (placed.ok) return c.redirect(withQuery(desk.patron(patronId), { done: 'placed' }), 303)
    const titles = new Map((await showForStaff(c.var.library, bib)).map(one => [one.bib.id, titleOf(one)]))
    const refusals = placed.refusal.why === 'notFound' ? [placed.refusal] : placed.refusal.all
    return orderPage(c, {
      ...kept,
      no: refusals.map(one => words.refusal(one, bibId => titles.get(bibId) ?? `${bibId}`)),
    })
  })

type Kept = { bibIds?: BibId[]; kind?: 'ordinary' | 'series' | 'set'; no?: string[] }

async function orderPage(c: Context<Page>, { bibIds, kind = 'ordinary', no }: Kept = {}) {
  const { library } = c.var
  const patron = await showPatron(library, staffOf(c), idIn(c, PatronId), 'order')
  if (!patron) return sayAtDesk(c, 'notThere', 404)
  const query = readQuery(c, chosen)
  const { q, hits: before, bib: fromQuery } = query.ok ? query.values : { q: undefined, hits: undefined, bib: [] }
  const ids = bibIds ?? fromQuery
  const here = (bib: readonly BibId[]) => withQuery(desk.patronOrder(patron.patronId), { bib: bib.map(String) })
  const asked = q ?? before
  const found = (await findTitles(c, asked)).filter(one => !ids.includes(one.bib.id))
  const kept = found.length > 1 && asked ? { hits: asked } : {}
  // A scanned copy is chosen at once.
  if (found.length === 1 && /^[\da-dA-D]+$/.test(q ?? '')) return c.redirect(here([...ids, found[0]!.bib.id]), 303)
  const titles = await showForStaff(library, ids)
  const hidden = titles.filter(({ bib }) => bib.hiddenAt !== null)
  return show(
    c,
    <CounterLayout c={c} title={words.order.title}>
      <PatronHead c={c} patron={patron} title={words.order.title} />
      {no ? (
        <div class="note ask" role="alert">
          <p>
            <b>{words.order.refusedTitle}</b>
          </p>
          {no.map(one => (
            <p>{one}</p>
          ))}
        </div>
      ) : null}
      {no === undefined && hidden.length > 0 ? (
        <div class="note ask" role="status">
          {hidden.map(one => (
            <p>{words.refusal({ why: 'hidden', bibId: one.bib.id }, () => titleOf(one))}</p>
          ))}
        </div>
      ) : null}
      <TitleBox action={here([]).split('?')[0]!} q={q} keeps={ids.map(id => ['bib', `${id}`])} />
      <FoundTitles
        q={q ?? (found.length > 0 ? before : undefined)}
        found={found}
        act={one => ({
          href: withQuery(desk.patronOrder(patron.patronId), { ...kept, bib: [...ids, one.bib.id].map(String) }),
          words: words.find.choose,
          of: words.find.chooseOf(titleOf(one)),
        })}
      />
      <section class="stack tight">
        <h2>{words.order.chosen}</h2>
        {titles.length === 0 ? (
          <p>{words.order.chosenNone}</p>
        ) : (
          <Chosen titles={titles} hrefWithout={id => here(ids.filter(other => other !== id))} />
        )}
      </section>
      {titles.length > 0 ? (
        <OrderForm
          c={c}
          patron={patron}
          orderId={OrderId(newId())}
          bibIds={titles.map(one => one.bib.id)}
          kind={kind}
          choices={await myChoices(library, patron.patronId)}
        />
      ) : null}
    </CounterLayout>,
    no ? 422 : 200,
  )
}

/** In the order in which they were chosen, which is that of a series. */
const Chosen = ({ titles, hrefWithout }: { titles: readonly FoundBib[]; hrefWithout: (id: BibId) => string }) => (
  <ol class="numbered stack tight">
    {titles.map(one => (
      <li>
        『{titleOf(one)}』　{words.find.waiting(one.availability.waiting)}
        {'　'}
        <a href={hrefWithout(one.bib.id)} aria-label={words.order.dropOf(titleOf(one))}>
          {words.order.drop}
        </a>
      </li>
    ))}
  </ol>
)

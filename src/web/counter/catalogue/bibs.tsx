import type { Context } from 'hono'
import { z } from 'zod'
import { copiesMax } from '#catalogue/rules/availability.ts'
import { type ShownBib, showBib } from '#catalogue/show-bib.ts'
import { hiddenMark } from '#cataloguing/hide.ts'
import { queuePage, queuePageSize } from '#holds/lists/holds-of-bib.ts'
import { BibId } from '#ids.ts'
import { findByCard } from '#patrons/show-patron.ts'
import { counterCataloguing } from '#text/ja/counter/cataloguing.ts'
import { counter } from '#text/ja/counter/desk.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { counterMerge } from '#text/ja/counter/merge.ts'
import { opac } from '#text/ja/opac/opac.ts'
import { idIn, readForm, readQuery, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Pager } from '#web/parts/wayfinding/pager.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { ScanField } from '../desk/scan-field.tsx'
import { byId, desk } from '../desk-paths.ts'
import { HoldsTable } from '../holds/holds-table.tsx'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { ListEnds } from '../list-ends.tsx'
import { readPage } from '../page-number.ts'
import { mayHere } from '../session.tsx'
import { FoundTitles, findTitles, TitleBox, titleOf } from './find-titles.tsx'
import { HiddenNote } from './hiding.tsx'

const { hiding } = counterCataloguing

const searchQuery = z.object({ q: text(100).optional().catch(undefined) })
const cardNumberForm = z.object({ cardNumber: text(60) })

/** 予約 of a title: found by a scan or by words, its queue, and the way to a hold for a patron. */
export const bibsPages = pages()
  .get(desk.bibs, async c => {
    const query = readQuery(c, searchQuery)
    const q = query.ok ? query.values.q : undefined
    const found = await findTitles(c, q)
    if (found.length === 1) return c.redirect(desk.bib(found[0]!.bib.id), 303)
    return show(
      c,
      <CounterLayout c={c} title={counter.bibs}>
        <h1>{words.find.title}</h1>
        <TitleBox action={desk.bibs} q={q} />
        <FoundTitles
          q={q}
          found={found}
          act={one => ({ href: desk.bib(one.bib.id), words: words.find.queue, of: words.find.queueOf(titleOf(one)) })}
        />
      </CounterLayout>,
    )
  })
  .get(desk.bib(byId), c => bibPage(c))
  .post(desk.bib(byId), async c => {
    const form = readForm(c, cardNumberForm)
    const found = form.ok ? await findByCard(c.var.library, form.values.cardNumber) : ({ is: 'unknown' } as const)
    if (found.is !== 'patron') return bibPage(c, 422)
    return c.redirect(withQuery(desk.patronOrder(found.patronId), { bib: idIn(c, BibId) }), 303)
  })

async function bibPage(c: Context<Page>, status: 200 | 422 = 200) {
  const { library } = c.var
  const shown = await showBib(library, idIn(c, BibId), 'staff')
  if (shown.is === 'merged') return c.redirect(desk.bib(shown.into), 303)
  if (shown.is !== 'shown') return sayAtDesk(c, 'notThere', 404)
  const page = readPage(c)
  const { holds, total, pages } = await queuePage(library, shown.bib.id, page)
  const mark = shown.bib.hiddenAt === null ? null : await hiddenMark(library, shown.bib.id)
  const title = [shown.bib.title, shown.bib.volume].filter(Boolean).join(' ')
  return show(
    c,
    <CounterLayout c={c} title={title}>
      <h1>『{title}』</h1>
      <HiddenNote mark={mark} />
      {c.req.query('done') === 'copied' ? (
        <p class="note good" role="status">
          {counterCataloguing.taken}
        </p>
      ) : null}
      <p>
        {[shown.bib.responsibility, shown.bib.publisher, shown.bib.published].filter(Boolean).join('　')}
        {'　'}
        {mark ? null : <a href={paths.bib(shown.bib.id)}>{words.bib.copies}</a>}
        {mayHere(c, 'mergeRecords') ? (
          <>
            {'　'}
            <a href={withQuery(desk.mergeBibs, { from: shown.bib.id })}>{counterMerge.bibs.link}</a>
          </>
        ) : null}
        {mayHere(c, 'catalogue') ? (
          <>
            {'　'}
            <a href={desk.bibCopies(shown.bib.id)}>{counterCataloguing.copy.title}</a>
            {'　'}
            <a href={desk.bibHidden(shown.bib.id)}>{mark ? hiding.change : hiding.link}</a>
          </>
        ) : null}
      </p>
      {mark || shown.items.some(item => item.isHidden) ? <Copies items={shown.items} /> : null}
      <section class="stack tight">
        <h2>{words.bib.forPatron}</h2>
        {status === 422 ? (
          <p class="note ask" role="alert">
            {words.bib.unknownCard}
          </p>
        ) : null}
        <ScanField
          c={c}
          action={desk.bib(shown.bib.id)}
          name="cardNumber"
          label={counter.scan.cardNumber}
          button={words.bib.forPatronButton}
        />
      </section>
      <section class="stack tight">
        <h2>{words.bib.queue}</h2>
        {total === 0 ? (
          <p>{words.bib.none}</p>
        ) : (
          <>
            <p>{words.bib.count(total)}</p>
            <HoldsTable holds={holds} of="bib" first={(page - 1) * queuePageSize + 1} />
          </>
        )}
        <Pager
          t={c.var.t}
          page={page}
          pages={pages}
          size={queuePageSize}
          href={to => withQuery(desk.bib(shown.bib.id), { page: to })}
        />
      </section>
    </CounterLayout>,
    status,
  )
}

/** The public page does not show all copies where something is 非公開. */
const Copies = ({ items }: { items: Extract<ShownBib, { is: 'shown' }>['items'] }) => (
  <>
    <ListEnds shown={items.length} max={copiesMax} />
    <ul>
      {items.map(item => (
        <li>
          {[item.barcode, item.branchName, item.shelf, item.callNumber, opac.states[item.state]]
            .filter(Boolean)
            .join('　')}
          {item.isHidden ? <b>（{hiding.mark}）</b> : null}
        </li>
      ))}
    </ul>
  </>
)

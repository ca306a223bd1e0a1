import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Branch } from '#branches/rules/branch.ts'
import { copiesMax, onlineAddress } from '#catalogue/rules/availability.ts'
import type { Bib } from '#catalogue/rules/bib.ts'
import { coins } from '#catalogue/rules/citing/coins.ts'
import { sist02 } from '#catalogue/rules/citing/sist02.ts'
import { plainName } from '#catalogue/rules/writing/plain-name.ts'
import { type ShownBib, showBib } from '#catalogue/show-bib.ts'
import { estimateWaitDays } from '#holds/rules/estimate.ts'
import { BibId } from '#ids.ts'
import { usualLoanDays } from '#settings/rules/rule-table.ts'
import { dayOf } from '#time/clock.ts'
import { canonicalUrl, publicUrl } from '#web/gate/public-address.ts'
import { type MadePage, showKept } from '#web/kept-pages.ts'
import { nextIntakeInWords } from '#web/my-library/when.ts'
import { type Page, pages, show } from '#web/page.ts'
import { AddToBasket, isForBasket } from '#web/parts/books/add-to-basket.tsx'
import { stateClass } from '#web/parts/books/availability.ts'
import { Book } from '#web/parts/books/book.tsx'
import { CiteFiles } from '#web/parts/books/cite-files.tsx'
import { nameOf, Shelf } from '#web/parts/books/shelf.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { MessagePage } from '#web/parts/message.tsx'
import { Offered } from '#web/parts/offered.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { MistakeLink } from '../house/mistake.tsx'
import { recordLang } from '../search/hit.tsx'
import { SaveSearch, searchThatLedHere } from '../search/save-search.tsx'
import { usualBranchOf } from '../usual-branch.ts'
import { HitNav, type HitOfList, hitOfList } from './hit-of-list.tsx'
import { numbersOf } from './numbers.tsx'
import { OtherEditions } from './other-editions.tsx'
import { RecordCode } from './record-code.tsx'
import { jsonLd } from './record-data.ts'
import { RecordFacts, RecordHead } from './record-facts.tsx'
import { ShelfPlans } from './shelf-plans.tsx'
import { WholeSeries } from './whole-series.tsx'

export const bibPages = pages()
  .get(`${paths.bib(':id')}{[0-9]{1,15}\\.json}`, async c => {
    // The number with its ending: '17.json'.
    const shown = await showBib(c.var.library, BibId(Number.parseInt(c.req.param('id') ?? '', 10)))
    if (shown.is === 'merged') return c.redirect(paths.bibData(shown.into), 301)
    if (shown.is !== 'shown') return c.json({ error: shown.is }, shown.is === 'gone' ? 410 : 404)
    return c.json(jsonLd(shown, publicUrl(c, paths.bib(shown.bib.id))))
  })
  .get(`${paths.bib(':id')}{[0-9]{1,15}}`, c => showKept(c, () => bibPage(c, BibId(Number(c.req.param('id'))))))

async function bibPage(c: Context<Page>, id: BibId): Promise<MadePage | Response> {
  const { library, t } = c.var
  const [shown, usual] = await Promise.all([showBib(library, id), usualBranchOf(c)])
  switch (shown.is) {
    case 'unknown':
      return c.notFound()
    case 'merged':
      return c.redirect(paths.bib(shown.into), 301)
    case 'hidden':
      return show(c, <MessagePage c={c} title={t.opac.record.hiddenTitle} body={t.opac.record.hiddenBody} />, 404)
    case 'gone':
      return show(c, <MessagePage c={c} title={t.opac.record.goneTitle} body={t.opac.record.goneBody} />, 410)
    case 'shown':
      return {
        view: (
          <RecordPage
            c={c}
            shown={shown}
            usual={usual}
            save={await saveLink(c)}
            numbers={await numbersOf(c, shown.bib)}
            hit={await hitOfList(c, id)}
          />
        ),
        bibIds: [id, ...shown.shelf.map(bib => bib.id), ...shown.editions.map(({ bib }) => bib.id)],
      }
    default:
      return shown satisfies never
  }
}

/** Where a search led here by itself, it can be saved here. */
async function saveLink(c: Context<Page>) {
  const state = searchThatLedHere(c)
  return state && (await SaveSearch({ c, state }))
}

type RecordProps = {
  c: Context<Page>
  shown: Extract<ShownBib, { is: 'shown' }>
  /** The branch whose copies stand first. */
  usual: Branch | null
  save?: Child
  /** What leads from a magazine to its other numbers. */
  numbers?: Child
  hit?: HitOfList | null
}

/** What a search engine shows under the title: by whom, from where, and what it is about. */
const inOneLine = (c: Context<Page>, { creators, publisher, year, note }: Bib): string | undefined => {
  const by = creators.slice(0, 3).map(({ name }) => plainName(name))
  const when = year === null ? null : c.var.t.search.year(year)
  const line = c.var.t.search.byline([by.join('・'), publisher, when, note])
  return Array.from(line).slice(0, 160).join('') || undefined
}

/** 書誌: what it is, where it stands now, what stands beside it, 「予約かごへ」. Also the answer of /isbn/…. */
export function RecordPage({
  c,
  shown: { bib, items, availability, meanLoanDays, shelf, volumes, editions },
  usual,
  save,
  numbers,
  hit = null,
}: RecordProps) {
  const { t } = c.var
  const words = t.opac.record
  const address = publicUrl(c, paths.bib(bib.id))
  const query = (c.req.query('q') ?? '').slice(0, 200)
  return (
    <Layout
      c={c}
      title={nameOf(bib)}
      query={query}
      description={inOneLine(c, bib)}
      canonical={canonicalUrl(c, paths.bib(bib.id))}
    >
      {query ? (
        <div class="stack tight">
          <p class="soft">{t.search.onlyOne(query)}</p>
          {save}
        </div>
      ) : null}
      {hit ? <HitNav c={c} at={hit} /> : null}
      <article class="record">
        <span class="Z3988" title={coins(bib, address)} hidden />
        <Offered c={c} path={paths.unapi}>
          <abbr class="unapi-id" title={address} hidden />
        </Offered>
        <div class="record-head" lang={recordLang(c)}>
          <Book bib={bib} library={c.var.library} large />
          <RecordHead t={t} bib={bib} />
        </div>
        <aside class="sheet stack">
          <Chances c={c} kind={bib.kind} availability={availability} meanLoanDays={meanLoanDays} items={items} />
          <AddToBasket c={c} bib={{ ...bib, title: nameOf(bib) }} availability={availability} />
          <Offered c={c} path={paths.addWish}>
            <p class="screen-only">
              <a class="alone" href={withQuery(paths.addWish, { bib: bib.id })} rel="nofollow">
                {t.wishLists.add}
              </a>
            </p>
          </Offered>
          {isForBasket(c.var.library.policy, availability) && c.var.today.ordering !== 'closed' ? (
            <TakenIn c={c} />
          ) : null}
        </aside>
        <p class="print-only soft">
          {words.permalink} {address}
        </p>
        <div class="stack roomy">
          <section class="stack tight" aria-labelledby="where">
            <h2 id="where">{words.where}</h2>
            {items.length === 0 ? (
              <p>{onlineAddress(bib) === null ? words.notHeld : words.heldOnline}</p>
            ) : (
              <>
                {items.length < copiesMax ? null : <p>{c.var.t.parts.listEnds(copiesMax)}</p>}
                <ItemTable c={c} items={usualFirst(items, usual)} />
                <ShelfPlans c={c} items={items} />
              </>
            )}
          </section>
          {shelf.length > 1 ? (
            <section class="stack tight" aria-labelledby="shelf">
              <h2 id="shelf">{bib.kind === 'magazine' ? words.numbers : words.shelf}</h2>
              <div lang={recordLang(c)}>
                <Shelf
                  label={bib.kind === 'magazine' ? words.numbers : words.shelf}
                  library={c.var.library}
                  bibs={shelf}
                  here={{ id: bib.id, words: words.thisOne }}
                />
              </div>
              <WholeSeries c={c} volumes={volumes} />
            </section>
          ) : null}
          {numbers}
          <OtherEditions c={c} bib={bib} editions={editions} />
          <div class="stack tight">
            <RecordFacts c={c} bib={bib} />
            <Keep c={c} bib={bib} address={address} />
            <RecordCode c={c} id={bib.id} />
            <MistakeLink c={c} bib={bib.id} />
          </div>
        </div>
      </article>
    </Layout>
  )
}

/** このページを残す: its lasting address, how to cite it, the record for machines. */
function Keep({ c, bib, address }: { c: Context<Page>; bib: Shown['bib']; address: string }) {
  const words = c.var.t.opac.record
  return (
    <details class="screen-only">
      <summary>{words.keep}</summary>
      <dl class="facts">
        <dt>{words.permalink}</dt>
        <dd>
          <a href={paths.bib(bib.id)}>{address}</a>
        </dd>
        <dt>{words.cite}</dt>
        <dd lang={recordLang(c)}>{sist02(bib)}</dd>
        <dt>{words.formats}</dt>
        <dd>
          <a href={paths.bibData(bib.id)}>JSON-LD</a> <CiteFiles t={c.var.t} bibIds={[bib.id]} />
        </dd>
      </dl>
    </details>
  )
}

type Shown = RecordProps['shown']

/** The copies of one's own branch before the others, which stay in their order. */
const usualFirst = (items: Shown['items'], usual: Branch | null): Shown['items'] => {
  const isThere = ({ branchId }: Shown['items'][number]) => branchId === usual?.id
  return [...items.filter(isThere), ...items.filter(item => !isThere(item))]
}

/** どこにありますか: one row a copy; cards on narrow screens. */
function ItemTable({ c, items }: { c: Context<Page>; items: Shown['items'] }) {
  const { t } = c.var
  const words = t.opac.record
  return (
    <table class="cards" aria-labelledby="where">
      <thead>
        <tr>
          <th scope="col">{words.branch}</th>
          <th scope="col">{words.place}</th>
          <th scope="col">{words.barcode}</th>
          <th scope="col">{words.now}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(item => (
          <tr>
            <td>
              <b>{c.var.today.placeName(item.branchName)}</b>
            </td>
            <td>
              <span class="lab">{words.placeLabel}</span>
              {[item.shelf, item.callNumber].filter(Boolean).join(' ')}{' '}
              {item.callNumber === null ? null : (
                <a
                  class="small screen-only"
                  href={withQuery(paths.shelf, { item: item.itemId })}
                  aria-label={t.browse.along.linkOf(item.branchName, item.callNumber)}
                  rel="nofollow"
                >
                  {t.browse.along.link}
                </a>
              )}
            </td>
            <td>
              <span class="lab">{words.barcodeLabel}</span>
              {item.barcode}
            </td>
            <td>
              <span class={stateClass(item.state)}>
                {item.state === 'onLoan' && item.dueOn
                  ? t.opac.availability.onLoanUntil(t.dates.day(item.dueOn))
                  : t.opac.states[item.state]}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How soon one can have it, in plain words. */
function Chances({
  c,
  kind,
  availability,
  meanLoanDays,
  items,
}: {
  c: Context<Page>
  kind: string
  availability: Shown['availability']
  meanLoanDays: number | null
  items: Shown['items']
}) {
  const { t, library } = c.var
  const words = t.opac.record
  const { places, waiting } = availability
  if (places.length === 0) return null
  const available = places.filter(({ state }) => state === 'available').length
  const inHouse = availability.holdability === 'notForLoan'
  const about = estimateWaitDays({
    ahead: waiting,
    dueInDays: dueInDays(items, dayOf(library.clock.now())),
    copies: availability.lendable,
    meanLoanDays: meanLoanDays ?? usualLoanDays(library.policy, categoryOf(kind, items)),
    onShelf: availability.onShelf,
  })
  return (
    <>
      {available > 0 ? (
        <p class="yes">{words.availableAt(available)}</p>
      ) : (
        <p class="no">
          {inHouse ? words.inHouseOnly : availability.isComing ? comingInWords(c, items) : words.noneAvailable}
        </p>
      )}
      {inHouse || (waiting === 0 && available > 0) ? null : (
        <p>
          {waiting > 0 ? <b>{words.waiting(waiting)}</b> : words.noWaiting}
          {about === null ? null : words.about(t.dates.about(about))}
          {availability.isComing ? words.coming.when : null}
        </p>
      )}
    </>
  )
}

/** What can be lent is still to come: the nearest of it. */
function comingInWords(c: Context<Page>, items: Shown['items']): string {
  const { coming } = c.var.t.opac.record
  return items.some(({ state }) => state === 'inProcess') ? coming.inProcess : coming.onOrder
}

/** 資料区分 of a title: that of most of its copies which are lent. */
function categoryOf(kind: string, items: Shown['items']): string {
  if (kind === 'audiovisual') return kind
  const counts = Map.groupBy(
    items.filter(({ loanRule }) => loanRule !== 'reference'),
    ({ loanRule }) => loanRule,
  )
  return [...counts].sort(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? 'normal'
}

/** In how many days the first of the copies on loan is due; null: none is, or the first is late, and nobody knows. */
function dueInDays(items: Shown['items'], today: Temporal.PlainDate): number | null {
  const due = items.flatMap(({ state, dueOn, loanRule }) =>
    state === 'onLoan' && dueOn && loanRule !== 'reference' ? [today.until(dueOn).days] : [],
  )
  const first = Math.min(...due)
  return due.length > 0 && first >= 0 ? first : null
}

/** 「予約はあす午前3時から4時に受け付けます」: the order is taken in by the next night (M41). */
function TakenIn({ c }: { c: Context<Page> }) {
  const { t, library } = c.var
  const { when, from, until } = nextIntakeInWords(t, library)
  return <p class="soft">{t.opac.record.takenIn(when, from, until)}</p>
}

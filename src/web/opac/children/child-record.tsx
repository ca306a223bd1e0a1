import type { Context } from 'hono'
import type { Availability } from '#catalogue/rules/availability.ts'
import type { Bib } from '#catalogue/rules/bib.ts'
import { plainName } from '#catalogue/rules/writing/plain-name.ts'
import { type ShownBib, showBib } from '#catalogue/show-bib.ts'
import { BibId, type BranchId } from '#ids.ts'
import { isJapanese } from '#text/language.ts'
import { idIn } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { AddToBasket, isForBasket } from '#web/parts/books/add-to-basket.tsx'
import { Book } from '#web/parts/books/book.tsx'
import { nameOf } from '#web/parts/books/shelf.tsx'
import { Furigana } from '#web/parts/furigana.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'

/** A book in the pages for children: how it is read, where it is, and the way back to the list. */
export const childRecordPages = pages().get(`${paths.childBib(':id')}{[0-9]{1,15}}`, async c => {
  const shown = await showBib(c.var.library, idIn(c, BibId))
  if (shown.is === 'merged') return c.redirect(paths.childBib(shown.into), 301)
  if (shown.is !== 'shown') return c.notFound()
  return show(c, <ChildRecord c={c} shown={shown} />)
})

type ChildRecordProps = { c: Context<Page>; shown: Extract<ShownBib, { is: 'shown' }> }

function ChildRecord({ c, shown: { bib, items, availability, volumes } }: ChildRecordProps) {
  const { children: words } = c.var.t
  const { q, door, list, theme, page } = c.req.query()
  const here = items.filter(({ state }) => state === 'available')
  return (
    <Layout c={c} title={nameOf(bib)} query={null} robots="noindex">
      <article class="child stack">
        <div class="child-record">
          <Book bib={bib} library={c.var.library} large />
          <div class="stack tight">
            <h1>
              <TitleRead bib={bib} />
            </h1>
            <Writers c={c} bib={bib} />
          </div>
        </div>
        <section class="sheet stack tight" aria-labelledby="where">
          <h2 id="where">
            <Furigana text={words.where} />
          </h2>
          {here.length === 0 ? (
            <p class="no">
              <Furigana text={whyNotNow(c, availability)} />
            </p>
          ) : (
            <ul class="avail">
              {here.map(({ branchId, branchName, shelf }) => (
                <li class="yes">
                  {words.at(childName(c, branchId, branchName))} {shelf ? `${words.shelf}${shelf}` : ''}
                </li>
              ))}
            </ul>
          )}
          <AddToBasket c={c} bib={{ ...bib, title: nameOf(bib) }} availability={availability} isForChild />
          {isForBasket(c.var.library.policy, availability) ? (
            <p>
              <Furigana text={words.reserve} />
            </p>
          ) : null}
        </section>
        {volumes.length > 1 ? <Others c={c} bib={bib} volumes={volumes} /> : null}
        <p class="row">
          <a class="button chief" href={withQuery(paths.children, { q, door, list, theme, page })}>
            <Furigana text={words.toList} />
          </a>
          <a href={paths.bib(bib.id)}>
            <Furigana text={words.whole} />
          </a>
        </p>
      </article>
    </Layout>
  )
}

const Others = ({ c, bib, volumes }: { c: Context<Page>; bib: Bib; volumes: readonly Bib[] }) => (
  <section class="stack tight" aria-labelledby="others">
    <h2 id="others">
      <Furigana text={c.var.t.children.others} />
    </h2>
    <ul class="row">
      {volumes.map(one => (
        <li>
          {one.id === bib.id ? (
            <b aria-current="true">{nameOf(one)}</b>
          ) : (
            <a href={paths.childBib(one.id)}>{nameOf(one)}</a>
          )}
        </li>
      ))}
    </ul>
  </section>
)

/** The whole title with the whole reading over it, as the record has it: which part is read how, it does not say. */
export function TitleRead({ bib }: { bib: Pick<Bib, 'title' | 'volume' | 'titleReading'> }) {
  const reading = bib.titleReading && hasKanji(bib.title) ? toHiragana(bib.titleReading) : null
  return (
    <>
      {nameOf(bib)}
      {reading === null ? null : (
        <>
          <br />
          <small class="reading">{reading}</small>
        </>
      )}
    </>
  )
}

function Writers({ c, bib: { creators } }: { c: Context<Page>; bib: Pick<Bib, 'creators'> }) {
  if (creators.length === 0) return null
  return (
    <p>
      <Furigana text={c.var.t.children.writer} />
      {creators
        .map(({ name, reading }) => {
          const plain = plainName(name)
          return reading && hasKanji(plain) ? `${plain}（${toHiragana(plainName(reading))}）` : plain
        })
        .join('・')}
    </p>
  )
}

/** Why a book cannot be borrowed now, for a child. */
export function whyNotNow(c: Context<Page>, { holdability, isComing }: Availability): string {
  const { children: words } = c.var.t
  if (holdability === 'notForLoan') return words.inHouse
  return isComing ? words.coming : words.notAvailable
}

/** Where a book can be had now, by the names that a child can read; the first that has it. */
export function whereForChild(c: Context<Page>, { places }: Availability): string | null {
  const place = places.find(({ state }) => state === 'available')
  if (!place) return null
  const branch = c.var.today.branches.get(place.branchId)
  return branch ? c.var.t.children.at(childName(c, branch.id, branch.name)) : null
}

const childName = (c: Context<Page>, branchId: BranchId, name: string): string =>
  isJapanese(c.var.language) ? (c.var.today.branches.get(branchId)?.nameInKana ?? name) : c.var.today.placeName(name)

const hasKanji = (text: string): boolean => /\p{Script=Han}/u.test(text)

const toHiragana = (text: string): string =>
  text.replace(/[ァ-ヶ]/g, kana => String.fromCharCode(kana.charCodeAt(0) - 0x60))

import type { Context } from 'hono'
import type { Bib } from '#catalogue/rules/bib.ts'
import { originalTitlesIn } from '#catalogue/rules/imported/other-titles.ts'
import { highlight } from '#catalogue/rules/search/highlight.ts'
import { plainName } from '#catalogue/rules/writing/plain-name.ts'
import type { FoundBib } from '#catalogue/search-catalogue.ts'
import type { BibId } from '#ids.ts'
import { isJapanese } from '#text/language.ts'
import type { Page } from '#web/page.ts'
import { shortAddToBasket } from '#web/parts/books/add-to-basket.tsx'
import { availabilityList } from '#web/parts/books/availability.ts'
import { bookMarkup } from '#web/parts/books/book.tsx'
import { nameOf } from '#web/parts/books/shelf.tsx'
import { marked } from '#web/parts/marked.ts'
import { inJsx, type Markup, markup } from '#web/parts/markup.ts'
import { paths } from '#web/paths.ts'

type HitsProps = {
  c: Context<Page>
  found: readonly FoundBib[]
  marks?: readonly string[]
  /** Where the line opens, by its place on this page; not said: the record as it is. */
  href?: (id: BibId, at: number) => string
  /** What the library says of a title on this list; null: nothing. */
  remark?: (id: BibId) => string | null
}

/** Lines of a list of bibs: what each is, where it is, 「予約かごへ」. */
export function Hits({ c, found, marks = [], href = paths.bib, remark = () => null }: HitsProps) {
  const seen = c.var
  const names = found.map(({ bib }) => nameOf(bib))
  const isAlone = (name: string) => names.indexOf(name) === names.lastIndexOf(name)
  return (
    <>
      {found.map((one, at) => {
        const line = { marks, isAlone: isAlone(names[at]!), href: href(one.bib.id, at), remark: remark(one.bib.id) }
        return inJsx(hit(seen, one, line))
      })}
    </>
  )
}

/** `isAlone`: whether no other line of the page has its name. */
type Line = { marks: readonly string[]; isAlone: boolean; href: string; remark: string | null }

function hit(seen: Page['Variables'], { bib, availability }: FoundBib, { marks, isAlone, href, remark }: Line): Markup {
  const { t, today, language } = seen
  const lang = isJapanese(language) ? null : markup` lang="ja"`
  const name = nameOf(bib)
  const year = bib.year === null ? bib.published : t.search.year(bib.year)
  const from = t.search.byline([bib.publisher, year, t.opac.kinds[bib.kind]])
  // Several of one name are told apart by who made them, and when, where only headings, links or buttons are read out.
  const told = isAlone ? name : `${name}（${[authorsOf(bib), bib.publisher, year].filter(Boolean).join('・')}）`
  const label = isAlone ? null : markup` aria-label="${told}"`
  const said = remark === null ? null : markup`<br><b class="remark">${remark}</b>`
  return markup`<li class="hit">${bookMarkup({ bib, library: seen.library })}
<h2><a href="${href}"${lang}${label}>${marked(name, marks)}</a></h2>
<p${lang}>${marked(authorsOf(bib), marks)} <span class="soft">${from}</span>${otherTitleFound(seen, bib, name, marks)}${said}</p>
${availabilityList(t, today, bib, availability)}
<div class="act">${shortAddToBasket(seen, { ...bib, title: told }, availability)}</div></li>
`
}

/** For a title in which nothing of what was searched for stands, the other title that has it. */
function otherTitleFound({ t }: Page['Variables'], bib: Bib, name: string, marks: readonly string[]): Markup {
  const others = [...bib.otherTitles, ...originalTitlesIn(bib.note)]
  const isSeen = (title: string) => highlight(title, marks).length > 0
  const other = others.length === 0 || isSeen(name) ? undefined : others.find(isSeen)
  return other === undefined
    ? markup``
    : markup`<br><span class="soft">${t.opac.record.otherTitles} ${marked(other, marks)}</span>`
}

/** Records speak Japanese, whatever the page around them speaks. */
export const recordLang = (c: Context<Page>): 'ja' | undefined => (isJapanese(c.var.language) ? undefined : 'ja')

/** Who made it, as the title page has it or by name. */
export const authorsOf = (bib: Pick<Bib, 'creators' | 'responsibility'>): string =>
  bib.creators.length > 0 ? bib.creators.map(({ name }) => plainName(name)).join('・') : (bib.responsibility ?? '')

import type { Context } from 'hono'
import type { Bib } from '#catalogue/rules/bib.ts'
import type { FoundBib } from '#catalogue/search-catalogue.ts'
import type { Page } from '../page.ts'
import { AddToBasket } from '../parts/add-to-basket.tsx'
import { AvailabilityList } from '../parts/availability.tsx'
import { Book } from '../parts/book.tsx'
import { Marked } from '../parts/marked.tsx'
import { nameOf } from '../parts/shelf.tsx'
import { paths } from '../paths.ts'

type HitProps = { c: Context<Page>; found: FoundBib; marks: readonly string[] }

/** One line of a list of bibs: what it is, where it is, 「予約かごへ」. */
export function Hit({ c, found: { bib, availability }, marks }: HitProps) {
  const { t, today } = c.var
  const lang = recordLang(c)
  return (
    <li class="hit">
      <Book bib={bib} />
      <h2>
        <a href={paths.bib(bib.id)} lang={lang}>
          <Marked text={nameOf(bib)} marks={marks} />
        </a>
      </h2>
      <p lang={lang}>
        <Marked text={authorsOf(bib)} marks={marks} />{' '}
        <span class="soft">
          {t.search.byline([
            bib.publisher,
            bib.year === null ? bib.published : t.search.year(bib.year),
            t.opac.kinds[bib.kind],
          ])}
        </span>
      </p>
      <AvailabilityList t={t} today={today} availability={availability} />
      <div class="act">
        <AddToBasket c={c} bib={{ id: bib.id, title: nameOf(bib) }} holdability={availability.holdability} />
      </div>
    </li>
  )
}

/** Records speak Japanese, whatever the page around them speaks. */
export const recordLang = (c: Context<Page>): 'ja' | undefined => (c.var.language === 'en' ? 'ja' : undefined)

/** Who made it, as the title page has it or by name. */
export const authorsOf = (bib: Pick<Bib, 'creators' | 'responsibility'>): string =>
  bib.creators.length > 0 ? bib.creators.map(({ name }) => plainName(name)).join('・') : (bib.responsibility ?? '')

/** '夏目, 漱石, 1867-1916' → '夏目漱石'; Western names keep their comma. */
export function plainName(name: string): string {
  const [family, given] = name.split(/,\s*/)
  const han = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々ヶ]+$/u
  return given !== undefined && han.test(family!) && han.test(given)
    ? `${family}${given}`
    : name.replace(/,?\s*\d{3,4}-(\d{3,4})?\??$/, '')
}

import type { Bib } from '#catalogue/rules/bib.ts'
import { coverOf } from '#catalogue/rules/cover.ts'
import { coverSizes } from '#covers/rules/cover-source.ts'
import type { Library } from '#library.ts'
import { paths } from '#web/paths.ts'
import { inJsx, type Markup, markup, noMarkup } from '../markup.ts'

type BookProps = {
  bib: Pick<Bib, 'title' | 'volume' | 'ndc' | 'kind' | 'isbns'>
  /** Has the covers that there are; whose are not here yet, or not at all, is drawn. */
  library: Library
  large?: boolean
}

/**
 * A book: drawn in the cloth of its class, and under its cover where the library has one. What it says is said beside
 * it, so it is not
 * read out.
 */
export const Book = (props: BookProps) => inJsx(bookMarkup(props))

export function bookMarkup({ bib, library, large = false }: BookProps): Markup {
  const { cloth, slip, long, volume } = coverOf(bib)
  const shown = volume === null ? noMarkup : markup`<span class="volume">${volume}</span>`
  return markup`<span class="book n${cloth}${large ? ' large' : ''}" aria-hidden="true"><span${long ? markup` class="long"` : null}>${slip}</span>${shown}${coverMarkup(library, bib.isbns, large)}</span>`
}

/**
 * A small screen has no covers in its lists, and the small one on the page of a record: a page with all its parts stays
 * within 50 KB there.
 */
function coverMarkup({ covers }: Library, isbns: readonly string[], large: boolean): Markup {
  const isbn = covers?.of(isbns)
  if (!isbn) return noMarkup
  const { width, height } = coverSizes[large ? 'l' : 's']
  const [source, other] = large
    ? [markup`(min-width:30rem)" srcset="${paths.cover(isbn, 'l')}`, paths.cover(isbn, 's')]
    : [markup`(min-width:20rem)" srcset="${paths.cover(isbn, 's')}`, blank]
  return markup`<picture><source media="${source}"><img src="${other}" alt="" width="${width}" height="${height}" loading="lazy"></picture>`
}

/** One transparent dot: nothing is fetched. */
const blank = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='

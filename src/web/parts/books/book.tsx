import type { Bib } from '#catalogue/rules/bib.ts'
import { coverOf } from '#catalogue/rules/cover.ts'
import { inJsx, type Markup, markup, noMarkup } from '../markup.ts'

type BookProps = { bib: Pick<Bib, 'title' | 'volume' | 'ndc' | 'kind'>; large?: boolean }

/** A book without a picture, in the cloth of its class. What it says is said beside it, so it is not read out. */
export const Book = (props: BookProps) => inJsx(bookMarkup(props))

export function bookMarkup({ bib, large = false }: BookProps): Markup {
  const { cloth, slip, long, volume } = coverOf(bib)
  const shown = volume === null ? noMarkup : markup`<span class="volume">${volume}</span>`
  return markup`<span class="book n${cloth}${large ? ' large' : ''}" aria-hidden="true"><span${long ? markup` class="long"` : null}>${slip}</span>${shown}</span>`
}

import type { BibRecord } from '../bib.ts'
import { citedOf } from './cited.ts'

/** So many authors are named, and the rest is ほか. */
const authorsMax = 3

/**
 * How one names a title in a list of sources (SIST 02-2007, 4.2): 著者名. 書名. 出版者, 出版年, 総ページ数, (シリーズ名), ISBN. Of a
 * magazine its title, publisher and ISSN. What the record does not say is left out.
 */
export function sist02(bib: BibRecord): string {
  const { title, authors, year, pages } = citedOf(bib)
  const named = authors.slice(0, authorsMax).join(', ') + (authors.length > authorsMax ? 'ほか' : '')
  const series = bib.series ? `(${bib.series})` : null
  const number = bib.kind === 'magazine' ? (bib.issn ? `ISSN ${bib.issn}` : null) : (bib.isbns[0] ?? null)
  const printed = [bib.publisher, year, pages, series, number && isbnWords(number)].filter(Boolean).join(', ')
  const full = [title, bib.subtitle].filter(Boolean).join(': ')
  return `${[named || bib.responsibility, full, printed].filter(Boolean).join('. ')}.`
}

const isbnWords = (number: string) => (number.startsWith('ISSN') ? number : `ISBN ${number}`)

import type { BibRecord } from '../bib.ts'
import { publishedOn } from '../published.ts'
import { plainName } from '../writing/plain-name.ts'

/** What every form of citing says of a title, each in its own signs. */
export type Cited = {
  bib: BibRecord
  title: string
  authors: string[]
  /** '2019', or as printed where no year is known. */
  year: string | null
  /** W3CDTF; null where no year is known. */
  date: string | null
  /** '378p', of '378p ; 19cm'. */
  pages: string | null
}

export function citedOf(bib: BibRecord): Cited {
  const date = publishedOn(bib)
  return {
    bib,
    title: [oneLine(bib.title), bib.volume ? oneLine(bib.volume) : null].filter(Boolean).join(' '),
    authors: bib.creators.length > 0 ? bib.creators.map(({ name }) => plainName(oneLine(name))) : [],
    year: date?.slice(0, 4) ?? (bib.published ? oneLine(bib.published) : null),
    date,
    pages:
      /\d+\s*(?:p|ページ|頁)/i.exec((bib.extent ?? '').normalize('NFKC'))?.[0].replace(/\s*(p|ページ|頁)$/i, 'p') ??
      null,
  }
}

/** Line breaks and other controls out of an old record would end a field of a file that is read line by line. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()

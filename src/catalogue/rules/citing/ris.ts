import type { BibKind, BibRecord } from '../bib.ts'
import { citedOf, oneLine } from './cited.ts'

/** A title as RIS, for programs that keep sources. @param url the address of its page */
export function ris(bib: BibRecord, url: string): string {
  const { authors, year, date } = citedOf(bib)
  const [, month = '', day = ''] = date?.split('-') ?? []
  const lines: [tag: string, value: string | null][] = [
    ['TY', types[bib.kind]],
    ['TI', [bib.title, bib.subtitle].filter(Boolean).join(' : ')],
    ...authors.map((name): [string, string] => ['AU', name]),
    ['T2', bib.series],
    ['VL', bib.volume],
    ['PB', bib.publisher],
    ['CY', bib.place],
    ['PY', date === null ? null : year],
    ['DA', date === null ? null : `${year}/${month}/${day}/`],
    ...bib.isbns.map((isbn): [string, string] => ['SN', isbn]),
    ['SN', bib.issn],
    ...bib.subjects.map((subject): [string, string] => ['KW', subject]),
    ['AB', bib.note],
    ['LA', bib.language],
    ['UR', url],
  ]
  const said = lines.flatMap(([tag, value]) => (value ? [`${tag}  - ${oneLine(value)}\r\n`] : []))
  return `${said.join('')}ER  - \r\n`
}

const types: Record<BibKind, string> = {
  book: 'BOOK',
  pocketBook: 'BOOK',
  pictureBook: 'BOOK',
  comic: 'BOOK',
  magazine: 'MGZN',
  largePrint: 'BOOK',
  audiovisual: 'MULTI',
  electronic: 'EBOOK',
  oldBook: 'BOOK',
}

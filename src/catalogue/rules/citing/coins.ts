import type { BibRecord } from '../bib.ts'
import { citedOf } from './cited.ts'

/** A title as an OpenURL ContextObject in a span (COinS), by which programs that keep sources find it in a page. */
export function coins(bib: BibRecord, url: string): string {
  const { title, authors, date } = citedOf(bib)
  const isMagazine = bib.kind === 'magazine'
  const fields: [name: string, value: string | null | undefined][] = [
    ['ctx_ver', 'Z39.88-2004'],
    ['rft_val_fmt', `info:ofi/fmt:kev:mtx:${isMagazine ? 'journal' : 'book'}`],
    ['rft.genre', isMagazine ? 'journal' : 'book'],
    [isMagazine ? 'rft.jtitle' : 'rft.btitle', title],
    ...authors.map((name): [string, string] => ['rft.au', name]),
    ['rft.pub', bib.publisher],
    ['rft.place', bib.place],
    ['rft.date', date],
    ['rft.series', isMagazine ? null : bib.series],
    ['rft.isbn', bib.isbns[0]],
    ['rft.issn', bib.issn],
    ['rft_id', url],
  ]
  return new URLSearchParams(fields.flatMap(([name, value]) => (value ? [[name, value]] : []))).toString()
}

import type { BibRecord } from '../bib.ts'
import { citedOf, oneLine } from './cited.ts'

/** A title as BibTeX, in UTF-8. @param key by which a text names it: letters and digits */
export function bibtex(bib: BibRecord, key: string, url: string): string {
  const { title, authors, year, date } = citedOf(bib)
  const fields: [name: string, value: string | null][] = [
    // In braces a name is one name, and a title keeps its capitals.
    ['title', `{${escaped([title, bib.subtitle].filter(Boolean).join(' : '))}}`],
    ['author', authors.length === 0 ? null : authors.map(name => `{${escaped(name)}}`).join(' and ')],
    ['publisher', bib.publisher && escaped(bib.publisher)],
    ['address', bib.place && escaped(bib.place)],
    ['year', year && escaped(year)],
    ['month', date && /^\d{4}-(\d\d)/.exec(date)?.[1] ? String(Number(date.slice(5, 7))) : null],
    ['series', bib.series && escaped(bib.series)],
    ['volume', bib.volume && escaped(bib.volume)],
    ['isbn', bib.isbns[0] ?? null],
    ['issn', bib.issn],
    ['url', url.replace(/[{}\\]/g, encodeURIComponent)],
    ['language', bib.language],
  ]
  const said = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []))
  return `@${bib.kind === 'magazine' ? 'misc' : 'book'}{${key},\n${said.join(',\n')}\n}\n`
}

const escaped = (text: string): string => oneLine(text).replace(/[\\{}&%$#_~^]/g, sign => signs[sign]!)

const signs: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

import type { BibRecord } from '../bib.ts'
import { wordOfKind } from '../marc/kind.ts'
import type { Column } from './columns.ts'
import { type ImportedItem, keyParts } from './imported.ts'

/** A bib as a line of the JSON form; empty keys are left out. `readJsonRecord` reads the same bib again. */
export type BibJson = Record<string, unknown>

export function bibToJson(bib: BibRecord, items: ImportedItem[]): BibJson {
  const { agency, id } = keyParts(bib.sourceKey)
  const said = {
    id,
    agency,
    kind: wordOfKind(bib),
    title: bib.title,
    title_yomi: bib.titleReading,
    subtitle: bib.subtitle,
    other_titles: named(bib.otherTitles, bib.otherTitleReadings),
    volume: bib.volume,
    series: bib.series,
    series_yomi: bib.seriesReading,
    responsibility: bib.responsibility,
    creators: bib.creators.map(({ name, reading, role, authority }) =>
      withoutEmpty({ name, yomi: reading, role, authority: authority ?? null }),
    ),
    publisher: bib.publisher,
    place: bib.place,
    date: bib.published,
    year: bib.year,
    isbns: bib.isbns,
    issn: bib.issn,
    ndc: bib.ndc,
    subjects: named(bib.subjects, bib.subjectReadings),
    extent: bib.extent,
    contents: bib.contents,
    note: bib.note,
    audience: bib.audience === 'general' ? null : bib.audience,
    language: bib.language,
    url: bib.url,
    items: items.map(item => withoutEmpty(itemCells(item))),
  }
  return withoutEmpty(said)
}

/** A bib as rows of a table: one a copy, or one if there is none. */
export function rowsOfBib(bib: BibRecord, items: ImportedItem[]): Partial<Record<Column, string>>[] {
  const { agency, id } = keyParts(bib.sourceKey)
  const row: Partial<Record<Column, string>> = {
    id,
    agency,
    kind: wordOfKind(bib),
    title: bib.title,
    title_yomi: bib.titleReading ?? '',
    subtitle: bib.subtitle ?? '',
    other_titles: listed(bib.otherTitles),
    other_titles_yomi: listed(bib.otherTitleReadings),
    volume: bib.volume ?? '',
    series: bib.series ?? '',
    series_yomi: bib.seriesReading ?? '',
    responsibility: bib.responsibility ?? '',
    creators: listed(bib.creators.map(({ name }) => name)),
    creators_yomi: listed(bib.creators.map(({ reading }) => reading ?? '')),
    creators_role: listed(bib.creators.map(({ role }) => role ?? '')),
    creators_authority: listed(bib.creators.map(({ authority }) => authority ?? '')),
    publisher: bib.publisher ?? '',
    place: bib.place ?? '',
    date: bib.published ?? '',
    year: bib.year === null ? '' : String(bib.year),
    isbn: listed(bib.isbns),
    issn: bib.issn ?? '',
    ndc: listed(bib.ndc),
    subjects: listed(bib.subjects),
    subjects_yomi: listed(bib.subjectReadings),
    extent: bib.extent ?? '',
    contents: bib.contents ?? '',
    note: bib.note ?? '',
    audience: bib.audience,
    language: bib.language ?? '',
    url: bib.url ?? '',
  }
  return items.length === 0 ? [row] : items.map(item => ({ ...row, ...itemCells(item) }))
}

const named = (names: string[], readings: string[]) =>
  names.map((name, i) => (readings[i] ? { name, yomi: readings[i] } : name))

const itemCells = (item: ImportedItem) => ({
  barcode: item.barcode,
  branch: item.branch,
  location: item.location ?? '',
  call_number: item.callNumber ?? '',
  loan_rule: item.loanRule,
  joined_on: item.joinedOn?.toString() ?? '',
  copy_state: item.coming ?? '',
})

/** Several values in a cell, each in its place; empty when nothing is said at any. */
export const listed = (values: string[]): string => (values.some(value => value !== '') ? values.join(' | ') : '')

/** Only the keys that say something. */
export const withoutEmpty = (said: object): BibJson =>
  Object.fromEntries(
    Object.entries(said).filter(
      ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  )

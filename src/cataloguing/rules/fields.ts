import type { BibRecord } from '#catalogue/rules/bib.ts'

/**
 * What is taken of a record field by field: each with what belongs to it, since a reading without its title, or a year
 * that is not that of the date, would say something wrong.
 */
const fieldKeys = {
  title: ['title', 'titleReading'],
  subtitle: ['subtitle'],
  otherTitles: ['otherTitles', 'otherTitleReadings'],
  volume: ['volume'],
  series: ['series', 'seriesReading'],
  responsibility: ['responsibility'],
  creators: ['creators'],
  publisher: ['publisher', 'place'],
  published: ['published', 'year'],
  isbns: ['isbns'],
  issn: ['issn'],
  ndc: ['ndc'],
  subjects: ['subjects', 'subjectReadings'],
  extent: ['extent'],
  contents: ['contents'],
  note: ['note'],
  kind: ['kind'],
  audience: ['audience'],
  language: ['language'],
  url: ['url'],
} as const satisfies Record<string, readonly (keyof BibRecord)[]>

export type FieldName = keyof typeof fieldKeys
export const fieldNames = Object.keys(fieldKeys) as FieldName[]

/** Where a field is taken from: the record that is there, the copied record of this number, or nowhere. */
export type Column = 'ours' | 'none' | number

/** What may be taken for a field: equal values once, with the columns that have it. */
export type FieldChoice = { columns: ('ours' | number)[]; value: Partial<BibRecord> }

/** A record must have a title and be of some kind; everything else may be left out. */
export const mayBeEmpty = (field: FieldName): boolean => !['title', 'kind', 'audience'].includes(field)

const valueIn = (bib: BibRecord, field: FieldName): Partial<BibRecord> =>
  Object.fromEntries(fieldKeys[field].map(key => [key, bib[key]]))

/** The first key says whether there is something. */
function isEmptyIn(bib: BibRecord, field: FieldName): boolean {
  const value = bib[fieldKeys[field][0]]
  return value === null || (Array.isArray(value) && value.length === 0)
}

/** The different values of a field, in the order of the columns; empty when nobody has one. */
export function choicesOf(field: FieldName, ours: BibRecord | null, copied: readonly BibRecord[]): FieldChoice[] {
  const columns = [...(ours ? [['ours', ours] as const] : []), ...copied.map((bib, at) => [at, bib] as const)]
  const found = new Map<string, FieldChoice>()
  for (const [column, bib] of columns) {
    if (isEmptyIn(bib, field)) continue
    const value = valueIn(bib, field)
    const known = found.get(JSON.stringify(value))
    if (known) known.columns.push(column)
    else found.set(JSON.stringify(value), { columns: [column], value })
  }
  return [...found.values()]
}

/**
 * What is proposed: what the library says already stays, and what it does not say is taken from the first who does. A
 * kind or an audience of nobody's own stays as the library has it.
 */
export const proposed = (field: FieldName, ours: BibRecord | null, copied: readonly BibRecord[]): Column =>
  choicesOf(field, ours, copied)[0]?.columns[0] ?? 'none'

/**
 * The record that follows from what was chosen for each field.
 * @returns null when a column is not there, or what a record must have is not taken from anywhere
 */
export function takenRecord(
  chosen: Readonly<Record<FieldName, Column>>,
  ours: BibRecord | null,
  copied: readonly BibRecord[],
): BibRecord | null {
  const start = ours ?? copied.find((_, at) => at === chosen.title)
  if (!start) return null
  const taken: BibRecord = { ...start }
  for (const field of fieldNames) {
    const column = chosen[field]
    if (column === 'none') {
      if (!mayBeEmpty(field)) return null
      for (const key of fieldKeys[field]) Object.assign(taken, { [key]: Array.isArray(start[key]) ? [] : null })
      continue
    }
    const from = column === 'ours' ? ours : copied[column]
    if (!from) return null
    Object.assign(taken, valueIn(from, field))
  }
  return taken
}

/** The one record of which every field is, so that its MARC is that of the whole; null when they are of several. */
export function wholeFrom(chosen: Readonly<Record<FieldName, Column>>, copied: readonly BibRecord[]): number | null {
  const at = chosen.title
  const bib = typeof at === 'number' ? copied[at] : undefined
  if (!bib) return null
  return fieldNames.every(field => {
    const column = chosen[field]
    return column === at || (column === 'none' && isEmptyIn(bib, field))
  })
    ? (at as number)
    : null
}

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { type Audience, audiences, type BibKind, type BibRecord, bibKinds, type Creator } from '#catalogue/rules/bib.ts'

const columns = [
  'title',
  'title_reading',
  'subtitle',
  'volume',
  'series',
  'series_reading',
  'creators',
  'publisher',
  'year',
  'isbn',
  'ndc',
  'kind',
  'audience',
  'subjects',
  'extent',
  'note',
  'other_titles',
] as const
type Row = Record<(typeof columns)[number], string>

const folder = new URL('./catalogue/', import.meta.url)

/** The themes of the demo catalogue: the names of its files, without '.tsv'. */
export const demoThemes = (): string[] =>
  readdirSync(folder)
    .filter(name => name.endsWith('.tsv'))
    .map(name => name.slice(0, -'.tsv'.length))
    .sort()

/**
 * The demo catalogue: real works, written down by us as facts. In a work of several volumes each volume is its own
 * record, and `series` is the name of the work, so that the volumes can be gathered.
 * @throws Error when a file does not have the columns or the words it should
 */
export function readDemoCatalogue(): BibRecord[] {
  return demoThemes().flatMap(theme => readTheme(theme, readFileSync(new URL(`${theme}.tsv`, folder), 'utf8')))
}

export function readTheme(theme: string, text: string): BibRecord[] {
  const [head, ...lines] = text.split('\n').filter(line => line !== '')
  if (head !== columns.join('\t')) throw new Error(`${theme}.tsv: other columns than expected`)
  return lines.map((line, index) => {
    const cells = line.split('\t')
    if (cells.length !== columns.length) throw new Error(`${theme}.tsv, line ${index + 2}: ${cells.length} cells`)
    return record(theme, Object.fromEntries(columns.map((name, at) => [name, cells[at]])) as Row)
  })
}

function record(theme: string, row: Row): BibRecord {
  const creators = list(row.creators).map(creator)
  return {
    sourceKey: `demo:${theme}:${fingerprint(row)}`,
    kind: oneOf<BibKind>(bibKinds, row.kind),
    title: row.title,
    titleReading: orNull(row.title_reading),
    subtitle: orNull(row.subtitle),
    otherTitles: list(row.other_titles),
    otherTitleReadings: [],
    volume: orNull(row.volume),
    series: orNull(row.series),
    seriesReading: orNull(row.series_reading),
    responsibility: orNull(responsibility(creators)),
    creators,
    publisher: orNull(row.publisher),
    place: null,
    published: orNull(row.year),
    year: row.year === '' ? null : Number(row.year),
    isbns: row.isbn === '' ? [] : [row.isbn],
    issn: null,
    ndc: row.ndc === '' ? [] : [row.ndc],
    subjects: list(row.subjects),
    subjectReadings: [],
    extent: orNull(row.extent),
    contents: null,
    note: orNull(row.note),
    audience: oneOf<Audience>(audiences, row.audience),
    language: inJapanese(row) ? 'jpn' : null,
    url: null,
  }
}

/** What a work is, not where it stands in the file: rows may be sorted or added without any key changing. */
const fingerprint = (row: Row): string =>
  createHash('sha256').update([row.title, row.volume, row.publisher, row.year].join('\n')).digest('hex').slice(0, 12)

function creator(text: string): Creator {
  const [name = '', reading = '', role = ''] = text.split('/')
  return { name, reading: orNull(reading), role: orNull(role) }
}

/** '夏目漱石 著', '劉慈欣 著 ; 大森望, 立原透耶 訳': neighbours with the same role share it. */
function responsibility(creators: Creator[]): string {
  const shares: { names: string[]; role: string | null }[] = []
  for (const { name, role } of creators) {
    const last = shares.at(-1)
    if (last && last.role === role) last.names.push(name)
    else shares.push({ names: [name], role })
  }
  return shares.map(({ names, role }) => [names.join(', '), role].filter(Boolean).join(' ')).join(' ; ')
}

/** Films and music have no one language, and of the books in foreign languages the table does not say which it is. */
const inJapanese = (row: Row): boolean =>
  row.kind !== 'audiovisual' &&
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(row.title + names(row) + row.publisher)

const names = (row: Row): string =>
  list(row.creators)
    .map(text => creator(text).name)
    .join('')

const list = (cell: string): string[] => (cell === '' ? [] : cell.split('; '))
const orNull = (cell: string): string | null => (cell === '' ? null : cell)

function oneOf<T extends string>(words: readonly T[], word: string): T {
  const found = words.find(each => each === word)
  if (!found) throw new Error(`'${word}' is none of ${words.join(', ')}`)
  return found
}

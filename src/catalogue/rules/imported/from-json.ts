import { authorityKeyOf } from '../authority/authority.ts'
import { isAuthorityLine, readJsonAuthority } from '../authority/from-json.ts'
import { type Audience, audiences, type BibRecord, type Creator } from '../bib.ts'
import { safeUrl } from '../marc/from-marc.ts'
import { kindOfWord, kindSaid } from '../marc/kind.ts'
import { firstYear, readIsbn } from '../marc/numbers.ts'
import { stripped } from '../marc/punctuation.ts'
import { readingWithoutInversion, toKatakana, withoutInversion } from '../marc/reading.ts'
import {
  type Doubt,
  type ImportedItem,
  itemSaid,
  type Read,
  readLoanRule,
  saidReadings,
  sourceKeyOf,
  undated,
  unreadable,
} from './imported.ts'
import { otherTitlesOf } from './other-titles.ts'

/**
 * One line of the JSON form (docs/import.md). The same catalogue as MARC gives the same bibs: a missing
 * `responsibility` is made of the creators, readings become katakana, punctuation at the ends goes.
 * @param agency whose number `id` is when the line has no `agency`
 */
export function readJsonRecord(line: unknown, agency: string): Read {
  if (typeof line !== 'object' || line === null || Array.isArray(line))
    return unreadable('The line is not a JSON object.')
  const said = line as Record<string, unknown>
  if (isAuthorityLine(said)) return readJsonAuthority(said, agency)
  const text = (key: string) => (typeof said[key] === 'string' ? stripped(said[key]) : null)
  const list = (key: string) => (Array.isArray(said[key]) ? (said[key] as unknown[]) : [])

  const id = typeof said.id === 'number' ? String(said.id) : text('id')
  if (!id) return unreadable('The line has no "id".')
  const sourceKey = sourceKeyOf(text('agency') ?? agency, id)
  if (said.deleted === true) return { is: 'deletion', sourceKey }
  const into = text('merged_into')
  if (into) return { is: 'merge', sourceKey, into: sourceKeyOf(text('agency') ?? agency, into) }
  const title = text('title')
  const copies = list('items').map(itemOf)
  const items = copies.map(({ item }) => item).filter(item => item !== null)
  const doubts = copies.flatMap(copy => copy.doubts)
  if (!title && copies.some(({ item, doubts }) => item !== null || doubts.length > 0))
    return { is: 'copies', sourceKey, items, ...saidDoubts(doubts) }
  if (!title) return unreadable('The line has no "title".')

  const word = text('kind')
  const kind = word === null ? 'book' : kindOfWord(word)
  if (!kind) return unreadable(`The kind "${word}" is not known.`)
  const named = list('creators').filter(creator => typeof creator === 'object' && creator !== null) as Record<
    string,
    unknown
  >[]
  const ndc = ndcOf(list('ndc'))
  const series = text('series')
  const year =
    typeof said.year === 'number' && Number.isInteger(said.year) ? yearInRange(said.year) : firstYear(text('date'))
  const titleReading = text('title_yomi')
  const seriesReading = text('series_yomi')

  const bib: BibRecord = {
    sourceKey,
    kind: kindSaid(kind, word, { ndc, series, year }),
    title,
    titleReading: titleReading && toKatakana(titleReading),
    subtitle: text('subtitle'),
    ...otherTitlesOf(title, [...list('other_titles'), said.original_title].map(otherTitle)),
    volume: text('volume'),
    series,
    seriesReading: seriesReading && toKatakana(seriesReading),
    responsibility: text('responsibility') ?? responsibilityOf(named),
    creators: named.map(creator => creatorOf(creator, text('agency') ?? agency)).filter(creator => creator !== null),
    publisher: text('publisher'),
    place: text('place'),
    published: text('date'),
    year,
    isbns: isbnsOf([said.isbn13, said.isbn, ...list('isbns')]),
    issn: text('issn'),
    ndc,
    ...subjectsOf(list('subjects')),
    extent: text('extent'),
    contents: text('contents'),
    note: text('note'),
    audience: audiences.includes(said.audience as Audience) ? (said.audience as Audience) : 'general',
    language: text('language'),
    url: safeUrl([text('url')]),
  }
  doubts.push(...undated(year, text('date')))
  return { is: 'bib', bib, items, ...saidDoubts(doubts) }
}

const saidDoubts = (doubts: Doubt[]): { doubts?: Doubt[] } => (doubts.length > 0 ? { doubts } : {})

function subjectsOf(said: unknown[]): Pick<BibRecord, 'subjects' | 'subjectReadings'> {
  const found = new Map<string, string>()
  for (const one of said) {
    const { name, reading } = namedWithReading(one)
    if (name && !found.get(name)) found.set(name, reading ?? '')
  }
  return { subjects: [...found.keys()], subjectReadings: saidReadings([...found.values()]) }
}

function otherTitle(said: unknown): { title: string | null; reading: string | null } {
  const { name, reading } = namedWithReading(said)
  return { title: name, reading }
}

/** A text, or {"name", "yomi"}. */
function namedWithReading(said: unknown): { name: string | null; reading: string | null } {
  const { name, yomi } = (typeof said === 'string' ? { name: said } : (said ?? {})) as Record<string, unknown>
  const reading = textOf(yomi)
  return { name: textOf(name), reading: reading && toKatakana(reading) }
}

const textOf = (value: unknown) => (typeof value === 'string' ? stripped(value) : null)

const yearInRange = (year: number) => (year >= 1000 && year < 2100 ? year : null)

function creatorOf(said: Record<string, unknown>, agency: string): Creator | null {
  const name = textOf(said.name)
  const reading = textOf(said.yomi)
  const authority = textOf(said.authority)
  if (!name) return null
  return {
    name: withoutInversion(name),
    reading: reading ? readingWithoutInversion(toKatakana(reading)) : null,
    role: textOf(said.role),
    ...(authority ? { authority: authorityKeyOf(authority, agency) } : {}),
  }
}

const responsibilityOf = (named: Record<string, unknown>[]): string | null =>
  stripped(
    named
      .map(({ name, role }) => [name, role].filter(part => typeof part === 'string' && part !== '').join(' '))
      .filter(part => part !== '')
      .join('; '),
  )

/**
 * Notations with their edition behind them: '023(njb/10)'; the newest edition comes first. Without one they are of the
 * 9th.
 */
function ndcOf(said: unknown[]): string[] {
  const found = said.flatMap(value => {
    const parts = typeof value === 'string' ? /^\s*(.+?)(?:\(njb\/(\d+)\))?\s*$/.exec(value) : null
    return parts ? [{ notation: parts[1]!, edition: Number(parts[2] ?? 9) }] : []
  })
  return [...new Set(found.sort((one, other) => other.edition - one.edition).map(({ notation }) => notation))]
}

const isbnsOf = (said: unknown[]): string[] => [
  ...new Set(said.map(value => (typeof value === 'string' ? readIsbn(value) : null)).filter(isbn => isbn !== null)),
]

function itemOf(said: unknown): { item: ImportedItem | null; doubts: Doubt[] } {
  const item = (said ?? {}) as Record<string, unknown>
  const text = (key: string) => (typeof item[key] === 'string' ? item[key].trim() || null : null)
  const barcode = text('barcode')
  if (!barcode) return { item: null, doubts: [] }
  return itemSaid(
    { barcode, joinedOn: text('joined_on'), state: text('copy_state') },
    {
      branch: text('branch') ?? '',
      location: text('location'),
      callNumber: text('call_number'),
      loanRule: readLoanRule(text('loan_rule')),
    },
  )
}

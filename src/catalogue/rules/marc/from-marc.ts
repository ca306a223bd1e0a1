import { authorityKeyOf } from '../authority/authority.ts'
import type { BibRecord, Creator } from '../bib.ts'
import { type Read, saidReadings, sourceKeyOf, undated, unreadable } from '../imported/imported.ts'
import { otherTitlesOf } from '../imported/other-titles.ts'
import { nameOfHeading, subjectOfHeading } from './heading.ts'
import { itemsOfMarc } from './items.ts'
import { kindOfMarc, kindOfWord, kindSaid } from './kind.ts'
import { type LinkedFields, linkedFields } from './linked-fields.ts'
import { firstYear, readIsbn } from './numbers.ts'
import { stripped } from './punctuation.ts'
import { readingWithoutInversion, toKatakana } from './reading.ts'
import { type DataField, isDataField, type MarcRecord, subfield, subfields } from './record.ts'

/**
 * What a MARC 21 record, above all one in the manner of JAPAN/MARC, says of a bib and its copies.
 * @param agency whose number 001 is when the record has no 003
 */
export function readMarc(record: MarcRecord, agency: string): Read {
  const control: Record<string, string> = {}
  const data = new Map<string, DataField[]>()
  for (const field of record.fields) {
    if (!isDataField(field)) control[field.tag] ??= field.value
    else {
      const same = data.get(field.tag)
      if (same) same.push(field)
      else data.set(field.tag, [field])
    }
  }
  const fields = (tag: string) => data.get(tag) ?? []

  const number = control['001']?.trim()
  if (!number) return unreadable('The record has no number (001).')
  const sourceKey = sourceKeyOf(control['003']?.trim() || agency, number)
  if (record.leader[5] === 'd') return { is: 'deletion', sourceKey }

  const linked = linkedFields(fields('880'), cataloguedIn(fields('040')))
  const printed = (tag: string) => fields(tag).map(linked.asPrinted)
  const [titles] = printed('245')
  const title = titles && stripped(subfield(titles, 'a'))
  if (!title) return unreadable('The record has no title (245 $a).')

  const series = fields('490')[0] ?? fields('440')[0] ?? fields('830')[0]
  const publication =
    printed('260')[0] ?? printed('264').find(field => field.indicators[1] === '1') ?? printed('264')[0]
  const fixed = control['008'] ?? ''
  const responsibility = stripped(subfield(titles, 'c'))
  const published = publication ? joined(subfields(publication, 'c'), ' ; ') : null
  const seriesTitle = series ? titleOfSeries(linked.asPrinted(series)) : null
  const ndc = ndcOf(fields('084'), fields('085'))
  const year = yearOf(fixed.slice(7, 11)) ?? firstYear(published)
  const named = fields('942').map(field => subfield(field, 'c'))[0]
  const kind = (named ? kindOfWord(named) : null) ?? kindOfMarc(record)

  const bib: BibRecord = {
    sourceKey,
    kind: kindSaid(kind, named ?? null, { ndc, series: seriesTitle, year }),
    title,
    titleReading: readingIn(linked.readingOf(fields('245')[0]!)),
    subtitle: joined(subfields(titles, 'b'), ' : '),
    ...otherTitlesOf(title, otherTitles(data, linked)),
    volume: joined(
      titles.subfields.filter(([code]) => code === 'n' || code === 'p').map(([, value]) => value),
      ' ',
    ),
    series: seriesTitle,
    seriesReading: series ? readingIn(linked.readingOf(series)) : null,
    responsibility,
    creators: creatorsOf(data, linked, responsibility, agencyOf(sourceKey)),
    publisher: publication ? joined(subfields(publication, 'b'), ' ; ') : null,
    place: publication ? joined([...new Set(subfields(publication, 'a').map(withoutEnd))], ' ; ') : null,
    published,
    year,
    isbns: isbnsOf(fields('020')),
    issn: fields('022').map(field => stripped(subfield(field, 'a')))[0] ?? null,
    ndc,
    ...subjectsOf(data, linked),
    extent: extentOf(fields('300')[0]),
    contents: contentsOf(printed('505')),
    note: joined(
      [...printed('500'), ...printed('520')].flatMap(field => subfields(field, 'a')),
      '\n',
    ),
    audience: audienceOf(fixed),
    language: /^[a-z]{3}$/.test(fixed.slice(35, 38)) ? fixed.slice(35, 38) : null,
    url: safeUrl(fields('856').map(field => subfield(field, 'u'))),
  }
  const copies = itemsOfMarc(fields('852'), fields('952'))
  const doubts = [...copies.doubts, ...undated(bib.year, bib.published)]
  return { is: 'bib', bib, items: copies.items, ...(doubts.length > 0 ? { doubts } : {}) }
}

/** MARC 21 040 $b. */
export const cataloguedIn = (fields: DataField[]): string | null => fields.map(field => subfield(field, 'b'))[0] ?? null

const agencyOf = (sourceKey: string) => sourceKey.slice(0, sourceKey.indexOf(':'))

const withoutEnd = (text: string) => stripped(text) ?? ''

function joined(values: string[], by: string): string | null {
  const said = values.map(withoutEnd).filter(value => value !== '')
  return said.length === 0 ? null : said.join(by)
}

function readingIn(field: DataField | null): string | null {
  return katakana(field && stripped(subfield(field, 'a')))
}

const katakana = (reading: string | null): string | null => reading && toKatakana(reading)

/** MARC 21 490: $a may repeat for a part of the series, $v is its number. */
function titleOfSeries(field: DataField): string | null {
  const title = joined(subfields(field, 'a'), '. ')
  const number = stripped(subfield(field, 'v'))
  return title && number ? `${title} ; ${number}` : title
}

/**
 * JAPAN/MARC gives every creator in 7xx; other sources the first in 1xx. Field, then name and reading as the catalogue
 * shows them.
 */
function creatorsOf(
  data: Map<string, DataField[]>,
  linked: LinkedFields,
  responsibility: string | null,
  agency: string,
): Creator[] {
  const creators: Creator[] = []
  for (const tag of ['100', '110', '111', '700', '710', '711']) {
    for (const field of data.get(tag) ?? []) {
      const printed = linked.asPrinted(field)
      const name = nameOfHeading(printed, responsibility)
      if (!name) continue
      const reading = readingIn(linked.readingOf(field))
      const role = stripped(subfield(printed, 'e')) ?? stripped(subfield(field, '4'))
      const number = subfield(field, '0')?.trim()
      creators.push({
        name,
        reading: reading && readingWithoutInversion(reading),
        role,
        ...(number ? { authority: authorityKeyOf(number, agency) } : {}),
      })
    }
  }
  return creators
}

/**
 * MARC 21: uniform titles, the translation of the title, the former one, other forms of it, and titles of works
 * contained. A form without a title of its own ('Works. Selections') is none.
 */
export const otherTitleTags = ['130', '240', '242', '246', '247', '730', '740']

function otherTitles(data: Map<string, DataField[]>, linked: LinkedFields) {
  return otherTitleTags.flatMap(tag =>
    (data.get(tag) ?? [])
      .filter(field => !collective.test(subfield(field, 'a') ?? ''))
      .map(field => ({
        title: titleOfField(linked.asPrinted(field)),
        reading: katakana(titleOfField(linked.readingOf(field))),
      })),
  )
}

const collective =
  /^(works|selections|novels|poems|plays|short stories|essays|speeches|correspondence|prose works)\b[.]?$/i

/** A title with what follows it, e.g. its part. */
function titleOfField(field: DataField | null): string | null {
  const title = field && stripped(subfield(field, 'a'))
  if (!title) return null
  const more = field.subfields.filter(([code]) => 'bnp'.includes(code)).map(([, value]) => stripped(value))
  return [title, ...more].filter(Boolean).join(' ')
}

/**
 * NDC is in 084 with $2 njb/09 or njb/10 (JAPAN/MARC), or ndc8–ndc10; the newest edition comes first, and a notation
 * once.
 */
function ndcOf(fields: DataField[], others: DataField[]): string[] {
  const byEdition = [...fields, ...others].flatMap(field => {
    const edition = /^(?:njb\/|ndc ?)(\d+)/i.exec(subfield(field, '2') ?? '')?.[1]
    return edition
      ? subfields(field, 'a').map(notation => ({ notation: withoutEnd(notation), edition: Number(edition) }))
      : []
  })
  if (byEdition.length > 1) byEdition.sort((one, other) => other.edition - one.edition)
  return [...new Set(byEdition.map(found => found.notation).filter(notation => notation !== ''))]
}

function isbnsOf(fields: DataField[]): string[] {
  const found = fields.flatMap(field =>
    field.subfields.filter(([code]) => code === 'a' || code === 'z').map(([, value]) => readIsbn(value)),
  )
  return [...new Set(found.filter(isbn => isbn !== null))]
}

/** Headings with their readings, then the free words of 653. */
function subjectsOf(
  data: Map<string, DataField[]>,
  linked: LinkedFields,
): Pick<BibRecord, 'subjects' | 'subjectReadings'> {
  const found = new Map<string, string>()
  const add = (subject: string | null, reading: DataField | null) => {
    if (!subject) return
    const said = toKatakana((reading && subjectOfHeading(reading)) ?? '')
    if (!found.get(subject)) found.set(subject, said)
  }
  for (const tag of ['600', '610', '611', '630', '650', '651'])
    for (const field of data.get(tag) ?? []) add(subjectOfHeading(linked.asPrinted(field)), linked.readingOf(field))
  for (const field of data.get('653') ?? []) {
    const words = subfields(linked.asPrinted(field), 'a').map(withoutEnd)
    for (const word of words) add(word, words.length === 1 ? linked.readingOf(field) : null)
  }
  return { subjects: [...found.keys()], subjectReadings: saidReadings([...found.values()]) }
}

/** MARC 21 300: pages, other details, height and what comes with it, with the punctuation of ISBD between them. */
function extentOf(field: DataField | undefined): string | null {
  let text = ''
  for (const [code, value] of field?.subfields ?? []) {
    const part = 'abce'.includes(code) ? withoutEnd(value) : ''
    if (part) text += text === '' ? part : `${{ a: ' ', b: ' : ', c: ' ; ', e: ' + ' }[code]}${part}`
  }
  return text || null
}

/** MARC 21 505: $a, or the enhanced form with $t titles and $r responsibilities. */
function contentsOf(fields: DataField[]): string | null {
  const parts: string[] = []
  for (const field of fields) {
    for (const [code, value] of field.subfields) {
      const part = 'atrg'.includes(code) ? withoutEnd(value) : ''
      if (!part) continue
      if (code === 'r' && parts.length > 0) parts.push(`${parts.pop()} / ${part}`)
      else parts.push(part)
    }
  }
  return parts.length === 0 ? null : parts.join(' ; ')
}

/** MARC 21 008/22. Some conversions write it one place too far right, where no form of item has the letter j. */
function audienceOf(fixed: string): BibRecord['audience'] {
  const code = fixed[22] === ' ' && fixed[23] === 'j' ? 'j' : (fixed[22] ?? 'g')
  return 'abcj'.includes(code) ? 'child' : code === 'd' ? 'youngAdult' : 'general'
}

const yearOf = (text: string) => (/^(1\d|20)\d\d$/.test(text) ? Number(text) : null)

/** Only addresses a browser may follow: a record is not trusted to bring 'javascript:'. */
export const safeUrl = (urls: (string | null)[]): string | null =>
  urls.find(url => url !== null && /^https?:\/\//i.test(url.trim()))?.trim() ?? null

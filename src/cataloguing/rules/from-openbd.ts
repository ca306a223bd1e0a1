import type { BibRecord, Creator } from '#catalogue/rules/bib.ts'
import { sourceKeyOf } from '#catalogue/rules/imported/imported.ts'
import { firstYear, readIsbn } from '#catalogue/rules/marc/numbers.ts'
import { toKatakana } from '#catalogue/rules/marc/reading.ts'

/**
 * What JSON in the shape of openBD says of a book: a summary, and beside it ONIX for Books 3.0 as JSON.
 * @param said one element of the answer's list
 * @returns null when it has no title or no ISBN
 */
export function readOpenBd(said: unknown): BibRecord | null {
  const summary = at(said, 'summary')
  const onix = at(said, 'onix')
  const described = at(onix, 'DescriptiveDetail')
  const isbn = readIsbn(textAt(summary, 'isbn') ?? textAt(onix, 'RecordReference') ?? '')
  const titles = firstOf(at(at(described, 'TitleDetail'), 'TitleElement'))
  const title = textAt(at(titles, 'TitleText'), 'content') ?? textAt(summary, 'title')
  if (!isbn || !title) return null
  const published =
    textAt(summary, 'pubdate') ?? textAt(firstOf(at(at(onix, 'PublishingDetail'), 'PublishingDate')), 'Date')
  const date = published && datePrinted(published)
  return {
    sourceKey: sourceKeyOf('openbd', isbn),
    kind: 'book',
    title,
    titleReading: reading(textAt(at(titles, 'TitleText'), 'collationkey')),
    subtitle: textAt(at(titles, 'Subtitle'), 'content'),
    otherTitles: [],
    otherTitleReadings: [],
    volume: textAt(summary, 'volume'),
    series: textAt(summary, 'series'),
    seriesReading: null,
    responsibility: textAt(summary, 'author'),
    creators: creatorsOf(described),
    publisher: textAt(summary, 'publisher') ?? textAt(at(at(onix, 'PublishingDetail'), 'Imprint'), 'ImprintName'),
    place: null,
    published: date,
    year: firstYear(date),
    isbns: [isbn],
    issn: null,
    ndc: [],
    subjects: [],
    subjectReadings: [],
    extent: extentOf(described),
    contents: collateral(onix, tableOfContents),
    note: collateral(onix, description) ?? collateral(onix, shortDescription),
    audience: 'general',
    language: textAt(firstOf(at(described, 'Language')), 'LanguageCode'),
    url: null,
  }
}

/** ONIX list 153. */
const [shortDescription, description, tableOfContents] = ['02', '03', '04'] as const

/** A member of what may be anything. */
const at = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

/** A text that says something; of a list its first. */
function textAt(value: unknown, name: string): string | null {
  const found = firstOf(at(value, name))
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : null
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])
const firstOf = (value: unknown): unknown => listOf(value)[0]

const reading = (text: string | null): string | null => text && toKatakana(text.normalize('NFKC'))

/** ONIX list 17, as title pages say it. */
const roles: Readonly<Record<string, string>> = { A01: '著', B01: '編', B06: '訳', A12: '絵', A08: '写真', B20: '監修' }

function creatorsOf(described: unknown): Creator[] {
  return listOf(at(described, 'Contributor')).flatMap(one => {
    const name = textAt(at(one, 'PersonName'), 'content')
    if (!name) return []
    const role = roles[textAt(one, 'ContributorRole') ?? ''] ?? null
    return [
      { name: name.replace(/[,，]\s*/, ' '), reading: reading(textAt(at(one, 'PersonName'), 'collationkey')), role },
    ]
  })
}

/** ONIX list 23: 11 is the number of pages that have something on them. */
function extentOf(described: unknown): string | null {
  const pages = listOf(at(described, 'Extent')).find(one => textAt(one, 'ExtentType') === '11')
  const count = textAt(pages, 'ExtentValue')
  return count && /^\d+$/.test(count) ? `${count}p` : null
}

function collateral(onix: unknown, type: string): string | null {
  const texts = listOf(at(at(onix, 'CollateralDetail'), 'TextContent'))
  return textAt(
    texts.find(one => textAt(one, 'TextType') === type),
    'Text',
  )
}

/** 20190225, 2019-02, 2019 as a record prints it: 2019.2. */
function datePrinted(date: string): string {
  const [, year, month] = /^(\d{4})-?(\d{2})?/.exec(date) ?? []
  if (!year) return date
  return month && Number(month) > 0 ? `${year}.${Number(month)}` : year
}

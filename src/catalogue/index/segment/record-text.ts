import type { BibRecord, Creator } from '#catalogue/rules/bib.ts'
import { originalTitlesIn } from '#catalogue/rules/imported/other-titles.ts'
import { dividedReadings } from '#catalogue/rules/writing/divided-reading.ts'
import { withoutArticle } from '#catalogue/rules/writing/filing-title.ts'
import { folded, foldWritten, isKana, written } from '#catalogue/rules/writing/fold.ts'

/**
 * The searchable text of one bib: its fields in `written` form, each behind a mark. It is what a match is verified
 * against; the postings are only a quicker way to the same answer.
 */
export const mark = {
  title: 1,
  /** subtitle, volume and other titles */
  titleMore: 2,
  author: 3,
  /** 責任表示, which names translators and editors that have no heading */
  responsibility: 4,
  series: 5,
  subject: 6,
  publisher: 7,
  titleReading: 8,
  authorReading: 9,
  seriesReading: 10,
  /** Last, because it is long and says least. */
  contents: 11,
  end: 12,
} as const
export const MARK_MAX = 12
export const isMark = (unit: number): boolean => unit <= MARK_MAX
export const isReadingMark = (unit: number): boolean => unit >= mark.titleReading && unit <= mark.seriesReading

export function recordText(bib: BibRecord): string {
  const title = written(bib.title)
  let text = field(mark.title, title) + field(mark.titleMore, romanised(bib.titleReading, bib.title))
  text += field(mark.titleMore, written(bib.subtitle ?? '')) + field(mark.titleMore, written(bib.volume ?? ''))
  for (const other of otherTitles(bib)) text += field(mark.titleMore, written(other))
  for (const creator of bib.creators)
    text += field(mark.author, creatorText(creator)) + field(mark.author, romanised(creator.reading, creator.name))
  text += field(mark.responsibility, responsibility(bib))
  text += field(mark.series, written(bib.series ?? ''))
  for (const subject of bib.subjects) text += field(mark.subject, written(subject))
  text += field(mark.publisher, written(bib.publisher ?? ''))
  const readings = titleReadings(bib, title)
  for (const reading of readings) text += field(mark.titleReading, reading)
  const filed = readings.length === 0 ? withoutArticle(bib.title, bib.language) : null
  if (filed !== null) text += field(mark.titleReading, written(filed))
  // A title sorts by the first reading there is, which must be its own.
  if (readings.length > 0)
    for (const reading of bib.otherTitleReadings) text += field(mark.titleReading, written(reading))
  for (const creator of bib.creators) text += field(mark.authorReading, creatorReading(creator))
  text += field(mark.seriesReading, written(bib.seriesReading ?? ''))
  text += field(mark.contents, written(bib.contents ?? ''))
  return text + String.fromCharCode(mark.end)
}

const otherTitles = (bib: BibRecord): string[] => [...bib.otherTitles, ...originalTitlesIn(bib.note)]

/**
 * The reading of a book in another script, in Latin letters as libraries abroad give it, is searched like what is
 * printed.
 */
const romanised = (reading: string | null, name: string): string =>
  reading !== null &&
  /\p{Script=Latin}/u.test(reading) &&
  !/[\u30a1-\u30fa]/.test(reading) &&
  folded(reading) !== folded(name)
    ? written(withoutYears(reading))
    : ''

/** 著者標目 without the years that tell two people of one name apart: '夏目, 漱石, 1867-1916'. */
export const creatorName = (creator: Pick<Creator, 'name'>): string =>
  creator.name.replace(/[,、\s]*(?:\d{3,4}\??\s*-\s*(?:\d{3,4})?\??)?\s*$/u, '')
const creatorText = (creator: Creator): string => written(creatorName(creator))
/** What makes two headings the same author for the facet and the browse. */
export const creatorKey = (creator: Pick<Creator, 'name'>): string => folded(creatorName(creator))
export const keyOfName = (name: string): string => creatorKey({ name })
export const creatorReading = (creator: Creator): string => written(withoutYears(creator.reading ?? ''))
export const readingOfName = (reading: string): string => folded(withoutYears(reading))
const withoutYears = (reading: string): string => reading.replace(/[,、\s]*\d{3,4}\s*-.*$/u, '')

/** What equals this is the same work, in whichever volume; see splitVolume. */
export function titleReadings(bib: BibRecord, title: string): string[] {
  const reading = written(bib.titleReading ?? '')
  if (reading === '') return isAllKana(title) ? [title] : []
  return dividedReadings(bib.title, reading).flatMap(divided => {
    const other = otherConvention(divided)
    return other === null ? [divided] : [divided, other]
  })
}

/**
 * Readings come as they are spelled (ワガハイ ハ) or as they are heard (ワガハイ ワ); where 分かち書き lets us see the particle, both
 * are searched. NDL 読みの基準, TRC: 助詞「は」「へ」は「ワ」「エ」.
 */
function otherConvention(reading: string): string | null {
  const words = reading.split(' ')
  const other = words.map((word, i) =>
    i > 0 ? (particles[word] ?? greetings[word] ?? word) : (greetings[word] ?? word),
  )
  return other.every((word, i) => word === words[i]) ? null : other.join(' ')
}
const particles: Record<string, string> = {
  ワ: 'ハ',
  ハ: 'ワ',
  エ: 'ヘ',
  ヘ: 'エ',
  デワ: 'デハ',
  デハ: 'デワ',
  ニワ: 'ニハ',
  ニハ: 'ニワ',
  トワ: 'トハ',
  トハ: 'トワ',
}
const greetings: Record<string, string> = {
  コンニチワ: 'コンニチハ',
  コンニチハ: 'コンニチワ',
  コンバンワ: 'コンバンハ',
  コンバンハ: 'コンバンワ',
}

function isAllKana(title: string): boolean {
  const text = foldWritten(title)
  for (let i = 0; i < text.length; i++) if (!isKana(text.charCodeAt(i))) return false
  return text !== ''
}

/** Left out when it only repeats the headings, which most do. */
function responsibility(bib: BibRecord): string {
  const text = written(bib.responsibility ?? '')
  const rest = bib.creators.reduce((left, creator) => left.replace(creatorText(creator), ''), text)
  return rest.replaceAll(' ', '').length <= 3 && bib.creators.length > 0 ? '' : text
}

const field = (kind: number, text: string): string => (text === '' ? '' : String.fromCharCode(kind) + text)

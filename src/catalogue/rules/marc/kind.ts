import type { BibKind } from '../bib.ts'
import type { MarcRecord } from './record.ts'
import { controlValue } from './record.ts'

/**
 * 資料種別 from the leader, 007 and 008 (MARC 21 leader/06–07, 008/23, 007/00): what the thing is made of and whether it
 * goes on. More than that a MARC record does not say; `refineBook` reads the rest from class and series.
 */
export function kindOfMarc(record: MarcRecord): BibKind {
  const type = record.leader[6] ?? 'a'
  if ('gijkr'.includes(type)) return 'audiovisual'
  const form = controlValue(record, '008')?.[23]
  if (type === 'm' || form === 'o' || form === 's' || form === 'q') return 'electronic'
  if (controlValue(record, '007')?.startsWith('cr')) return 'electronic'
  if (form === 'd') return 'largePrint'
  if ('sib'.includes(record.leader[7] ?? 'm')) return 'magazine'
  return type === 'd' || type === 't' || type === 'f' ? 'oldBook' : 'book'
}

/**
 * Many sources say only "book". Japanese public libraries then go by class and series: 絵本 is class E, comics are 726.1,
 * 文庫 is told by its series, 大活字 by its series, and what was made up to 1868 (慶応4) is a 古典籍.
 */
export function refineBook(facts: { ndc: string[]; series: string | null; year: number | null }): BibKind {
  if (facts.ndc.some(notation => /^726\.1/.test(notation))) return 'comic'
  if (facts.ndc.some(notation => /^[EＥ](\d|$)/.test(notation))) return 'pictureBook'
  if (facts.year !== null && facts.year <= 1868) return 'oldBook'
  if (/大活字/.test(facts.series ?? '')) return 'largePrint'
  return /文庫(\s*[;；:：]|\s|$)/.test(facts.series ?? '') ? 'pocketBook' : 'book'
}

/** The word of an export for a book that is one although its class or series speak for another kind. */
const plainBook = 'plainBook'

/** The word of an export for the kind of a bib, from which the same kind is read again. */
export const wordOfKind = (bib: {
  kind: BibKind
  ndc: string[]
  series: string | null
  year: number | null
}): string => (bib.kind === 'book' && refineBook(bib) !== 'book' ? plainBook : bib.kind)

/** The kind that a source's word names; where it says no more than "book", class and series say the rest. */
export function kindSaid(
  kind: BibKind,
  word: string | null,
  facts: { ndc: string[]; series: string | null; year: number | null },
): BibKind {
  return kind === 'book' && word !== plainBook ? refineBook(facts) : kind
}

const kindWords: Record<string, BibKind> = {
  book: 'book',
  plainbook: 'book',
  図書: 'book',
  一般図書: 'book',
  pocketbook: 'pocketBook',
  文庫: 'pocketBook',
  文庫本: 'pocketBook',
  picturebook: 'pictureBook',
  絵本: 'pictureBook',
  comic: 'comic',
  'comic-serial': 'comic',
  コミック: 'comic',
  漫画: 'comic',
  まんが: 'comic',
  マンガ: 'comic',
  magazine: 'magazine',
  serial: 'magazine',
  'serial-issue': 'magazine',
  雑誌: 'magazine',
  新聞: 'magazine',
  逐次刊行物: 'magazine',
  largeprint: 'largePrint',
  大活字: 'largePrint',
  大活字本: 'largePrint',
  audiovisual: 'audiovisual',
  video: 'audiovisual',
  視聴覚: 'audiovisual',
  視聴覚資料: 'audiovisual',
  av: 'audiovisual',
  dvd: 'audiovisual',
  cd: 'audiovisual',
  electronic: 'electronic',
  ebook: 'electronic',
  電子書籍: 'electronic',
  電子資料: 'electronic',
  oldbook: 'oldBook',
  'rare-book': 'oldBook',
  古典籍: 'oldBook',
  和古書: 'oldBook',
}

/**
 * 資料種別 in the words of our own export, of the JSON form and of Japanese library systems; null when the word is not
 * known.
 */
export const kindOfWord = (word: string): BibKind | null =>
  kindWords[word.normalize('NFKC').trim().toLowerCase()] ?? null

/**
 * 関連度: the first tier that applies wins; within a tier the most wanted first (loans and holds of the last years), then
 * the newest. Kanji as written comes before readings, because 病院 and 美容院 sound alike once small kana are folded.
 */
export const tiers = [
  /** ISBN or ISSN */
  'identifier',
  'titleExact',
  'titleReadingExact',
  'titleStarts',
  /** One word is the whole name (or the family or given name) of an author, every other word is in the title. */
  'author',
  'title',
  /** Title, author, series, subject, publisher together. */
  'anywhere',
  /** In the title only when small kana and long vowels are ignored: チェンジ for チェーン. */
  'titleLoosely',
  'readingWhole',
  'readingStarts',
  /** Under another name of the person or subject asked for: 江戸川乱歩 for 平井太郎. */
  'otherName',
  /** 内容細目: the works inside a volume. */
  'contents',
  /** Spelled otherwise, at the start of the title: 二十四の瞳 for 24の瞳. */
  'variantTitle',
  /** Spelled otherwise, second tier: 斉藤 for 斎藤. */
  'variant',
  /** Nothing else hit: one edit, ハ=ワ, 濁点. */
  'nearest',
] as const
export type Tier = (typeof tiers)[number]

/** The number or the whole title that was asked for. */
export const isJustAsked = (tier: Tier): boolean =>
  tier === 'identifier' || tier === 'titleExact' || tier === 'titleReadingExact'

/**
 * How one word was found in one bib; words of one query are combined with `both`, spellings of one word with `either`.
 */
export const found = {
  /** in title or subtitle */
  title: 1,
  /** in the title, or is an author's name or part of it */
  titleOrAuthor: 2,
  /** anywhere as written, except 内容細目 */
  surface: 4,
  /** there, or as whole words of a reading */
  readingWhole: 8,
  /** there, or at the start of a word of a reading */
  reading: 16,
  /** kana as typed, with its small kana and long vowels */
  asTyped: 32,
  /** is an author's name or part of it */
  author: 64,
  /** the title starts with it */
  titleStart: 128,
} as const

/** What every word of a query must say for it to hold of the query. */
export const everyWord =
  found.title | found.titleOrAuthor | found.surface | found.readingWhole | found.reading | found.asTyped

/** AND: what holds for both words; the author may be named by either, the start belongs to the first word. */
export const both = (first: number, next: number): number =>
  (first & next & everyWord) | ((first | next) & found.author) | (first & found.titleStart)

/** OR, and the same word found twice: the better of the two in every respect. */
export const either = (one: number, other: number): number => one | other

/** @param exact the whole query is the whole title, as written or by its reading */
export function tierOf(how: number, exact: 'title' | 'reading' | null): Tier {
  if (exact === 'title') return how & found.asTyped ? 'titleExact' : 'titleLoosely'
  if (exact === 'reading') return 'titleReadingExact'
  if ((how & found.title) !== 0 && (how & found.titleStart) !== 0)
    return how & found.asTyped ? 'titleStarts' : 'titleLoosely'
  if ((how & found.titleOrAuthor) !== 0 && (how & found.author) !== 0) return 'author'
  if ((how & found.title) !== 0) return how & found.asTyped ? 'title' : 'titleLoosely'
  if ((how & found.surface) !== 0) return 'anywhere'
  if ((how & found.readingWhole) !== 0) return 'readingWhole'
  if ((how & found.reading) !== 0) return 'readingStarts'
  return 'contents'
}

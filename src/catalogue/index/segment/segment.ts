import { BibId } from '#ids.ts'
import type { StringTable } from './string-table.ts'

/**
 * One part of the index, immutable but for the live columns and the tombstones. Documents are numbered by their static
 * rank (most wanted first, then newest), so that the first documents of any list are its best ones. Plain typed arrays
 * only: they can be shared between threads and written to a file.
 */
export type Segment = {
  count: number
  /** Bib id of a document. */
  ids: Uint32Array
  /** Documents in the order of their bib ids, for finding a document by its bib. */
  byId: Uint32Array
  /** record-text.ts, in the order the records came. */
  text: Uint16Array
  textStart: Uint32Array
  /** Where in it the readings begin, with 内容細目 behind them. */
  readingStart: Uint32Array
  /** Titles as the records say them, UTF-8, for suggestions; the end is the next zero byte. */
  titles: Uint8Array
  titleStart: Uint32Array
  /** Two characters of Han, kana and other scripts without word spaces. */
  grams: Postings
  /** The first four kana from every word start of a reading. */
  readings: Postings
  /** Words and headings, by `terms`: first character is the kind, see terms.ts. */
  words: Postings
  terms: StringTable
  /** ISBN and ISSN, sorted, with their documents. */
  identifiers: Float64Array
  identifierDocs: Uint32Array
  columns: Columns
  /** See facet-code.ts. */
  facetPairs: Uint32Array
  creators: CreatorTable
  /** NDC notations, sorted; `columns.notation` is the place + 1 of the first that a bib has. */
  notations: StringTable
  /** The further notations of bibs that have several, as places + 1, sorted, with their documents. */
  otherNotations: Uint32Array
  otherNotationDocs: Uint32Array
  subjects: HeadingTable
  /** Documents in the order of their title hashes and reading hashes, to find whole titles. */
  byTitle: Uint32Array
  byReading: Uint32Array
  /** See kept-counts.ts. */
  kept: KeptCounts
  /** Tombstones, a bit per document, and the same documents as a sorted list: see tombstones.ts. */
  dead: Uint32Array
  buried: Uint32Array
}

/**
 * の is in every second record, 日本 in every thirtieth. What such a word finds lies in one piece in memory
 * (characters.ts), and those of its facets that circulation does not change are counted once, when the index is built.
 */
export type KeptCounts = {
  /** Where among the documents of the grams those of a word begin, sorted, and how many they are. */
  starts: Uint32Array
  lengths: Uint32Array
  /** For each, one after the other: its tally, see facet-code.ts. */
  tallies: Uint32Array
  /** For each the creators with the largest counts, as places + 1, filled up with 0; and the counts. */
  creators: Uint32Array
  creatorCounts: Uint32Array
}

/** Sorted documents per key; `masks` says where in the record, see masks.ts. */
export type Postings = { keys: Uint32Array; starts: Uint32Array; docs: Uint32Array; masks: Uint8Array }

/** As small as its numbers: most often half of the memory has to be read. */
export type Column = Uint16Array | Uint32Array

/** @param numbers so many different ones, from 0 on */
export function columnFor(numbers: number, values: Column): Column {
  const Small = numbers <= 0x10000 ? Uint16Array : Uint32Array
  return values instanceof Small ? values : new Small(values)
}

export type Columns = {
  /** kind, audience, 類 and year together: a place in `facetPairs`. */
  facets: Column
  year: Uint16Array
  notation: Uint32Array
  /** The creator + 1; of several, `MORE_CREATORS` and where in `creators.more` they begin; 0 for none. */
  creator: Uint32Array
  titleHash: Uint32Array
  readingHash: Uint32Array
  workHash: Uint32Array
  /** Of the volumes that follow each other, see `setKey`; 0 for what is no volume. */
  setHash: Uint32Array
  volume: Float64Array
  popularity: Uint32Array
  /** Hash of everything that is not live, to see that only live numbers changed. */
  print: Float64Array
  titlePlace: Uint32Array
  authorPlace: Uint32Array
  classPlace: Uint32Array
  /** The documents in those orders. */
  byTitlePlace: Uint32Array
  byAuthorPlace: Uint32Array
  byClassPlace: Uint32Array
  /** Days since 1970, 0 for none. */
  addedOn: Uint16Array
  // Live: circulation writes them in place.
  /** See whereabouts.ts. */
  whereabouts: Column
  loans: Uint32Array
  holds: Uint16Array
}

export const MORE_CREATORS = 0x80000000

/** 著者標目 or 件名標目 of a segment. */
export type HeadingTable = {
  /** Sorted by key. */
  keys: StringTable
  names: StringTable
  readings: StringTable
  /** Headings in the order of their readings; those without one as they are written. */
  byReading: Uint32Array
}

export type CreatorTable = HeadingTable & {
  /** The creators + 1 of documents that have several; `MORE_CREATORS` is set on the last of each. */
  more: Uint32Array
}

/**
 * Kinds of terms: a word of Latin letters or digits, romaji reading, notation, creator, a creator's whole reading,
 * subject, language; a creator's key behind its 典拠 number and the number behind the key.
 */
export const termKind = {
  word: 'w',
  romaji: 'r',
  notation: 'n',
  creator: 'c',
  creatorReading: 'h',
  subject: 's',
  language: 'l',
  creatorOfNumber: 'a',
  numberOfCreator: 'b',
} as const

/** Bits of a gram's or word's posting. */
export const surfaceMask = {
  titleStart: 1,
  title: 2,
  authorName: 4,
  author: 8,
  series: 16,
  subject: 32,
  publisher: 64,
  contents: 128,
} as const
/** Bits of a reading's posting; `endsAfter` tells that a word ends after so many kana. */
export const readingMask = {
  title: 2,
  author: 8,
  series: 16,
  endsAfter2: 32,
  endsAfter3: 64,
  endsAfter4: 128,
  wholeWord: 1,
} as const

export const isDead = (segment: Segment, doc: number): boolean => ((segment.dead[doc >>> 5]! >>> (doc & 31)) & 1) !== 0

/** The highest bib number, of living and dead documents; 0 when there are none. */
export const highestId = ({ ids, byId, count }: Segment): number => (count === 0 ? 0 : ids[byId[count - 1]!]!)

/** Place of the first creator, -1 for none. */
export function firstCreator({ columns, creators }: Segment, doc: number): number {
  const creator = columns.creator[doc]!
  return (creator < MORE_CREATORS ? creator : creators.more[creator - MORE_CREATORS]!) - 1
}

/** The bib that a document is about. */
export const bibOf = ({ ids }: Segment, doc: number): BibId => BibId(ids[doc]!)

/** @returns -1 when the bib is not here or no more */
export function docOf(segment: Segment, id: number): number {
  let low = 0
  let high = segment.count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (segment.ids[segment.byId[middle]!]! < id) low = middle + 1
    else high = middle
  }
  const doc = segment.byId[low]
  return doc !== undefined && segment.ids[doc] === id && !isDead(segment, doc) ? doc : -1
}

export function titleOf(segment: Segment, doc: number): string {
  const start = segment.titleStart[doc]!
  return utf8.decode(segment.titles.subarray(start, segment.titles.indexOf(0, start)))
}
const utf8 = new TextDecoder()

/** The units of one field of a record, without its mark. */
export function fieldText(segment: Segment, doc: number, kind: number): string {
  const { text } = segment
  let at = segment.textStart[doc]!
  for (; text[at] !== kind; at++) if (text[at] === 12) return ''
  let out = ''
  for (at++; text[at]! > 12; at++) out += String.fromCharCode(text[at]!)
  return out
}

import { identifierNumber } from '../isbn.ts'
import { foldedWords, isDigit, isKana, isWordUnit, written } from '../writing/fold.ts'
import { kanaFromRomaji, withoutLongVowels } from '../writing/romaji.ts'

/** Where a word may be looked for; 'any' is the simple box. */
const searchFields = ['any', 'title', 'author', 'publisher', 'subject', 'series', 'isbn', 'ndc'] as const
export type SearchField = (typeof searchFields)[number]

/** 一致: を含む, で始まる, と一致する. */
export type MatchKind = 'contains' | 'startsWith' | 'exact'

/** How a row of the advanced form joins what stands above it: かつ, または, 除く. */
export const rowJoins = ['and', 'or', 'not'] as const
export type RowJoin = (typeof rowJoins)[number]

/** One word or phrase, ready to be compared with folded text. */
export type QueryWord = {
  /** As typed, for labels and highlights. */
  typed: string
  field: SearchField
  match: MatchKind
  /** `written` form; differs from the folded one when kana size or length was typed. */
  written: string
  /** Folded, with one space kept between two Latin words. */
  units: string
  /** Whether `written` says more than `units`, see rank.ts titleLoosely. */
  exactKana: boolean
  /** Latin words match from their start; digits whole, unless `*` was typed. */
  openEnd: boolean
  /** Kana (or kana with Latin) can be a reading. */
  mayBeReading: boolean
  /** Reading without long vowels, when the word is romaji. */
  romaji: string | null
  /** The number an ISBN or ISSN is kept by, when the word is one. */
  identifier: number | null
  /** Only as a reading: several words typed apart that the record may write together. */
  readingOnly: boolean
  /** "…" or an exact field: no spelling variants. */
  strict: boolean
}

/** Makes a word of one typed piece; null when nothing of it can be searched. */
export function queryWord(
  typed: string,
  field: SearchField,
  match: MatchKind = 'contains',
  openEnd = false,
  strict = false,
): QueryWord | null {
  const form = written(typed)
  const units = foldedWords(form)
  if (units === '') return null
  const kana = [...units].every(char => char === ' ' || isSound(char) || isWordUnit(char.charCodeAt(0)))
  const anyKana = [...units].some(isSound)
  const latin = /^[a-z ]+$/.test(units)
  const roman = latin && !strict && units.length >= 3 ? kanaFromRomaji(typed.replace(notRomaji, '')) : null
  return {
    typed,
    field,
    match,
    written: form,
    units,
    exactKana: form.replaceAll(' ', '') !== units.replaceAll(' ', ''),
    openEnd: match !== 'exact' && (openEnd || !isDigit(units.charCodeAt(units.length - 1))),
    mayBeReading: kana && anyKana,
    romaji: roman === null ? null : withoutLongVowels(roman),
    identifier: identifierNumber(typed),
    readingOnly: false,
    strict: strict || match === 'exact',
  }
}

/** Miyazawa, → Miyazawa; but Shin'ichi is シンイチ. */
const notRomaji = /[^\p{L}\p{M}'’-]/gu

/** What readings are written in: kana, and Hangul for Korean titles. */
const isSound = (char: string): boolean => isKana(char.charCodeAt(0)) || (char >= '가' && char <= '힣')

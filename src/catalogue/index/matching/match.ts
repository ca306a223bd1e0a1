import type { QueryWord, SearchField } from '#catalogue/rules/search/query-word.ts'
import { found } from '#catalogue/rules/search/rank.ts'
import { endOfMatch, unitsOf } from '#catalogue/rules/search/written-match.ts'
import { foldedUnit, isKana, isWordUnit } from '#catalogue/rules/writing/fold.ts'
import { withoutLongVowels } from '#catalogue/rules/writing/romaji.ts'
import { isMark, isReadingMark, mark } from '../segment/record-text.ts'

/** A query word as numbers, ready for `matchText`. */
export type Pattern = {
  word: QueryWord
  units: Uint16Array
  /** `written` without boundaries: what must stand there for a match as typed. */
  typed: Uint16Array
  /** Bit per mark of record-text.ts. */
  marks: number
}

export function patternOf(word: QueryWord): Pattern {
  return {
    word,
    units: unitsOf(word.units),
    typed: unitsOf(word.written.replaceAll(' ', '')),
    marks: marksOf[word.field],
  }
}

/**
 * How a word is found in one record (see rank.ts), -1 for not at all. This is the meaning of a match; whatever the
 * index does must give the same.
 */
export function matchText(text: Uint16Array, start: number, pattern: Pattern): number {
  const { units, marks, word } = pattern
  const first = units[0]!
  const surface = !word.readingOnly
  const reading = word.mayBeReading
  let result = -1
  let place = 0
  for (let at = start; ; at++) {
    const unit = text[at]!
    if (isMark(unit)) {
      if (unit === mark.end) break
      // Found as written: neither the readings nor 内容細目, often long, can say anything better; nor can it when a reading
      // was found.
      if (unit >= mark.titleReading && result >= 0 && ((result & found.surface) !== 0 || unit === mark.contents)) break
      place = unit
      continue
    }
    if (foldedUnit[unit] !== first || (marks & (1 << place)) === 0) continue
    if (isReadingMark(place) ? !reading : !surface) continue
    const end = endOfMatch(text, at, units)
    if (end < 0) continue
    const how = isReadingMark(place)
      ? readingFound(text, at, end, pattern)
      : surfaceFound(text, at, end, place, pattern)
    if (how >= 0) result = result < 0 ? how : combined(result, how)
  }
  if (result < 0 || (result & found.surface) === 0) {
    const how = romajiFound(text, start, pattern)
    if (how >= 0) result = result < 0 ? how : result | how
  }
  return result
}

/** Two places of one word in one record: a title as typed is not spoiled by another place, nor made by one. */
const combined = (one: number, other: number): number => {
  const either = one | other
  const typedInTitle = (one & found.title && one & found.asTyped) || (other & found.title && other & found.asTyped)
  return (either & found.title) !== 0 && !typedInTitle ? either & ~found.asTyped : either
}

function surfaceFound(
  text: Uint16Array,
  at: number,
  end: number,
  place: number,
  { units, typed, word }: Pattern,
): number {
  const before = text[at - 1]!
  if (isWordUnit(units[0]!) && isWordUnit(before)) return -1
  const after = afterLong(text, end)
  if (!word.openEnd && isWordUnit(units[units.length - 1]!) && isWordUnit(after)) return -1
  if (word.match !== 'contains' && !isMark(before)) return -1
  if (word.match === 'exact' && !isMark(after)) return -1
  const asTyped = !word.exactKana || isAsTyped(text, at, end, typed) ? found.asTyped : 0
  if (place === mark.contents) return found.asTyped
  const everywhere = found.surface | found.readingWhole | found.reading
  if (place === mark.title)
    return everywhere | found.title | found.titleOrAuthor | asTyped | (isMark(before) ? found.titleStart : 0)
  if (place === mark.titleMore) return everywhere | found.title | found.titleOrAuthor | asTyped
  const isName = place === mark.author && isEdge(before) && isEdge(after)
  return everywhere | found.asTyped | (isName ? found.titleOrAuthor | found.author : 0)
}

/** Readings match at word starts only, or チェーン would find ヨウチエン; one kana only as a word of its own. */
function readingFound(text: Uint16Array, at: number, end: number, { units, word }: Pattern): number {
  const before = text[at - 1]!
  if (!isEdge(before)) return -1
  const after = afterLong(text, end)
  if (!word.openEnd && isWordUnit(units[units.length - 1]!) && isWordUnit(after)) return -1
  if (units.length === 1 && !isEdge(after)) return -1
  if (word.match !== 'contains' && !isMark(before)) return -1
  if (word.match === 'exact' && !isMark(after)) return -1
  return isEdge(after) ? found.readingWhole | found.reading : found.reading
}

function romajiFound(text: Uint16Array, start: number, { word, marks }: Pattern): number {
  if (word.romaji === null) return -1
  let result = -1
  for (const { place, key } of romajiKeys(text, start)) {
    if ((marks & (1 << place)) === 0 || !key.startsWith(word.romaji)) continue
    if (word.match === 'exact' && key !== word.romaji) continue
    const how = key === word.romaji ? found.readingWhole | found.reading : found.reading
    result = result < 0 ? how : result | how
  }
  return result
}

/** The words of every reading, and each reading as one word, without long vowels: what romaji is compared with. */
export function romajiKeys(text: Uint16Array, start: number): { place: number; key: string }[] {
  const keys: { place: number; key: string }[] = []
  let at = start
  while (!isReadingMark(text[at]!) && text[at] !== mark.end) at++
  while (isReadingMark(text[at]!)) {
    const place = text[at++]!
    const words: string[] = ['']
    for (; !isMark(text[at]!); at++) {
      const unit = text[at]!
      if (unit === SPACE) words.push('')
      else if (foldedUnit[unit] !== 0) words[words.length - 1] += String.fromCharCode(foldedUnit[unit]!)
    }
    const all = words.length > 1 ? [...words, words.join('')] : words
    for (const word of all)
      if (word.length > 1 && isKana(word.charCodeAt(0))) keys.push({ place, key: withoutLongVowels(word) })
  }
  return keys
}

function isAsTyped(text: Uint16Array, at: number, end: number, typed: Uint16Array): boolean {
  // A long vowel at the end is behind the match, because the fold dropped it.
  const last = typed[typed.length - 1] === LONG && text[end] === LONG ? end + 1 : end
  let j = 0
  for (let i = at; i < last; i++) if (text[i] !== SPACE && text[i] !== typed[j++]) return false
  return j === typed.length
}

const SPACE = 0x20
const LONG = 0x30fc
const isEdge = (unit: number): boolean => unit === SPACE || isMark(unit)
const afterLong = (text: Uint16Array, end: number): number => (text[end] === LONG ? text[end + 1]! : text[end]!)

const bits = (...marks: number[]): number => marks.reduce((all, one) => all | (1 << one), 0)
const marksOf: Record<SearchField, number> = {
  any: bits(...Object.values(mark)),
  title: bits(mark.title, mark.titleMore, mark.titleReading),
  author: bits(mark.author, mark.responsibility, mark.authorReading),
  publisher: bits(mark.publisher),
  subject: bits(mark.subject),
  series: bits(mark.series, mark.seriesReading),
  isbn: 0,
  ndc: 0,
}

import type { Query } from '#catalogue/rules/search/query.ts'
import { foldedUnit, isKana } from '#catalogue/rules/writing/fold.ts'
import { startLists } from '../segment/characters.ts'
import { asFound, type Matches } from '../segment/matches.ts'
import { unionOf } from '../segment/postings.ts'
import { isMark, mark } from '../segment/record-text.ts'
import type { Segment } from '../segment/segment.ts'

/** `plain`: asked everywhere and as it is, so that what is written with it, or a word that is it, is found before. */
export type SoleKana = { unit: number; plain: boolean }

/**
 * The one kana that is the whole question, as from the keys of a terminal. As a word it finds what is written with it;
 * who types one kana wants the titles that begin with that sound.
 */
export function soleKana(query: Query): SoleKana | null {
  if (query.is !== 'word') return null
  const { field, match, strict, exactKana, units } = query.word
  const asked = (field === 'any' || field === 'title') && match !== 'exact' && !strict
  const unit = units.charCodeAt(0)
  if (!asked || units.length !== 1 || !isKana(unit)) return null
  return { unit, plain: field === 'any' && match === 'contains' && !exactKana }
}

/**
 * Titles whose reading starts with it; another word of a reading that does would be a tenth of the catalogue. For a
 * plain kana without those found before.
 */
export const readFrom = (segment: Segment, { unit, plain }: SoleKana): Matches =>
  unionOf(segment.count, startLists(segment.grams, unit, plain), () => asFound)

/** The kana a title's reading starts with, 0 for none. */
export function firstKana(text: Uint16Array, readingStart: number): number {
  if (text[readingStart] !== mark.titleReading) return 0
  let at = readingStart + 1
  while (foldedUnit[text[at]!] === 0 && !isMark(text[at]!)) at++
  const unit = foldedUnit[text[at]!]!
  return isKana(unit) ? unit : 0
}

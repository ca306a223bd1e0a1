import { isKana } from '../rules/fold.ts'
import type { Query } from '../rules/query.ts'
import { readingKeyRange } from './keys.ts'
import type { Matches } from './matches.ts'
import { keyRange, lists, unionOf } from './postings.ts'
import { readingMask, type Segment } from './segment.ts'

/**
 * The one kana that is the whole question, as from the keys of a terminal. As a word it finds what is written with it; who types one kana wants
 * the titles that begin with that sound.
 */
export function soleKana(query: Query): number | null {
  if (query.is !== 'word') return null
  const { field, match, strict, units } = query.word
  const asked = (field === 'any' || field === 'title') && match !== 'exact' && !strict
  return asked && units.length === 1 && isKana(units.charCodeAt(0)) ? units.charCodeAt(0) : null
}

/** Titles whose reading starts with it; another word of a reading that does would be a tenth of the catalogue. */
export const readFrom = ({ count, readings }: Segment, kana: number): Matches =>
  unionOf(count, lists(readings, ...keyRange(readings, ...readingKeyRange([kana]))), () => startsTitle)

const startsTitle = Uint8Array.from({ length: 256 }, (_, mask) => mask & readingMask.titleStart)

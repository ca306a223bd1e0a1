import { found } from '#catalogue/rules/search/rank.ts'
import { isWordUnit } from '#catalogue/rules/writing/fold.ts'
import { type Segment, surfaceMask, termKind } from '../segment/segment.ts'
import { placeOf } from '../segment/string-table.ts'
import type { Pattern } from './match.ts'

/**
 * Documents about which a heading tells all there is to know, so that their text need not be read: a name that a
 * library has thousands of books by is the longest list of candidates there is, and all of them are right.
 */
export type Known = {
  /** Sorted. */
  docs: Uint32Array
  how: number
  /** Surface masks with which the word may be in the title as well, which would say more. */
  unless: number
}

/** The word is an author's whole name. */
export function creatorsNamed(segment: Segment, pattern: Pattern): Known {
  return known(segment, pattern, termKind.creator, {
    how: found.surface | found.readingWhole | found.reading | found.asTyped | found.titleOrAuthor | found.author,
    unless: surfaceMask.title,
  })
}

/** The word is the whole reading of an author's name. */
export function creatorsHeard(segment: Segment, pattern: Pattern): Known {
  return known(segment, pattern, termKind.creatorReading, { how: found.readingWhole | found.reading, unless: 0 })
}

function known(segment: Segment, { word, units }: Pattern, kind: string, known: Omit<Known, 'docs'>): Known {
  const { terms, words } = segment
  // Between Latin words a space counts, and headings are kept without.
  const asks =
    word.match === 'contains' &&
    (word.field === 'any' || word.field === 'author') &&
    !units.some(unit => unit === 0x20 || isWordUnit(unit))
  const place = asks ? placeOf(terms, kind + String.fromCharCode(...units)) : -1
  return { ...known, docs: place < 0 ? nobody : words.docs.subarray(words.starts[place]!, words.starts[place + 1]!) }
}

const nobody = new Uint32Array(0)

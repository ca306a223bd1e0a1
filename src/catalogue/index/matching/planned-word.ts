import type { QueryWord } from '#catalogue/rules/search/query-word.ts'
import { type Matches, noMatches, union } from '../segment/matches.ts'
import type { Segment } from '../segment/segment.ts'
import { type Pattern, patternOf } from './match.ts'
import { isApart, listed, type WordLists, wordLists } from './word-lists.ts'

/** A word with what each segment has for it. Its lists are found and read once, however often a search comes back. */
export type PlannedWord = {
  pattern: Pattern
  listsIn: (segment: Segment) => readonly WordLists[]
  /**
   * In parts that have no document in common: a character's own list and what else it finds are not joined before
   * somebody needs them as one.
   */
  apartIn: (segment: Segment) => readonly Matches[]
  matchesIn: (segment: Segment) => Matches
}

/** The same word is one of the query, of its other spellings, and of what is looked up when nothing was found. */
export function plannedWord(word: QueryWord): PlannedWord {
  const known = plannedWords.get(word)
  if (known !== undefined) return known
  const pattern = patternOf(word)
  const listsIn = onceEach(segment => wordLists(segment, pattern))
  const apartIn = onceEach(segment => {
    const parts = listsIn(segment).map(list => listed(segment, list, pattern))
    return isApart(listsIn(segment)) ? parts : [parts.reduce(union, noMatches)]
  })
  const matchesIn = onceEach(segment => apartIn(segment).reduce(union, noMatches))
  const fresh = { pattern, listsIn, apartIn, matchesIn }
  plannedWords.set(word, fresh)
  return fresh
}
const plannedWords = new WeakMap<QueryWord, PlannedWord>()

/** What is read of some sorted documents only: of a long list only their places are looked up. */
export const matchesWithin = ({ pattern, listsIn }: PlannedWord, segment: Segment, docs: Uint32Array): Matches =>
  listsIn(segment)
    .map(list => listed(segment, list, pattern, docs))
    .reduce(union, noMatches)

/**
 * A plan serves one search: what it has to know of a segment is worked out once, and not for every record that is
 * looked at.
 */
export function onceEach<T>(make: (segment: Segment) => T): (segment: Segment) => T {
  const made = new Map<Segment, T>()
  return segment => {
    const known = made.get(segment)
    if (known !== undefined) return known
    const fresh = make(segment)
    made.set(segment, fresh)
    return fresh
  }
}

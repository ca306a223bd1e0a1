import type { SortOrder } from '../catalogue-index.ts'
import { authorOf, type FoundIn, notationOf, titleSortText } from './merge.ts'
import { isOneSet } from './works.ts'

/**
 * Hits are looked through in parts of so many, whole pages each, so that a volume stands on the same page however one
 * got there. The sizes of our pages go into it.
 */
const PART = 120

/**
 * The volumes of a set follow each other upward: among equal hits those of one set share the places they have, the
 * first volume the first of them.
 * @param from which hits are asked for; the parts around them have to be whole
 */
export function volumesUpward(found: readonly FoundIn[], sort: SortOrder, from: number, until: number): FoundIn[] {
  const keyOf = keyOfSet(sort)
  const hits = [...found]
  if (keyOf === null) return hits
  for (let start = Math.floor(from / PART) * PART; start < Math.min(until, hits.length); start += PART) {
    const sets = new Map<number | string, number[]>()
    for (let at = start; at < Math.min(start + PART, hits.length); at++) {
      if (setOf(hits[at]!) === 0) continue
      const key = keyOf(hits[at]!)
      const places = sets.get(key)
      if (places) places.push(at)
      else sets.set(key, [at])
    }
    for (const places of sets.values()) {
      const volumes = places.map(at => hits[at]!)
      if (volumes.length < 2 || !isOneSet(volumes)) continue
      const upward = volumes.toSorted((one, other) => volumeOf(one) - volumeOf(other))
      for (const [nth, at] of places.entries()) hits[at] = upward[nth]!
    }
  }
  return hits
}

/** So many hits have to be known before those asked for can be put in order. */
export const wholeParts = (sort: SortOrder, until: number): number =>
  keyOfSet(sort) === null ? until : Math.ceil(until / PART) * PART

/**
 * What is the same for equally good volumes of one set in an order; null: an order in which volumes follow each other
 * already. It is worked out for every hit, and so is a number wherever it can be.
 */
function keyOfSet(sort: SortOrder): ((hit: FoundIn) => number | string) | null {
  const numbered = (value: (hit: FoundIn) => number) => (hit: FoundIn) => setOf(hit) * BEHIND_ALL + value(hit)
  const named = (value: (hit: FoundIn) => string) => (hit: FoundIn) => `${setOf(hit)} ${value(hit)}`
  switch (sort) {
    case 'relevance':
      return numbered(({ tier }) => tier)
    case 'popular':
      return setOf
    case 'newest':
    case 'oldest':
      return numbered(({ segment, doc }) => segment.columns.year[doc]!)
    case 'added':
    case 'addedOldest':
      return numbered(({ segment, doc }) => segment.columns.addedOn[doc]!)
    case 'titleBack':
      return named(titleSortText)
    case 'authorBack':
      return named(hit => `${authorOf(hit)}\0${titleSortText(hit)}`)
    case 'classBack':
      return named(hit => `${notationOf(hit)}\0${titleSortText(hit)}`)
    case 'title':
    case 'author':
    case 'class':
      return null
    default:
      return sort satisfies never
  }
}

/** Of tiers, and of the columns of 16 bits. */
const BEHIND_ALL = 0x10000

const setOf = ({ segment, doc }: FoundIn): number => segment.columns.setHash[doc]!
const volumeOf = ({ segment, doc }: FoundIn): number => segment.columns.volume[doc]!

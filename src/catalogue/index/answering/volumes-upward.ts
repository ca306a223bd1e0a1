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
  const equal = equalBy(sort)
  const hits = [...found]
  if (equal === null) return hits
  for (let start = Math.floor(from / PART) * PART; start < Math.min(until, hits.length); start += PART) {
    const sets = new Map<string, number[]>()
    for (let at = start; at < Math.min(start + PART, hits.length); at++) {
      const set = hits[at]!.segment.columns.setHash[hits[at]!.doc]!
      if (set === 0) continue
      const key = `${set} ${equal(hits[at]!)}`
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
  equalBy(sort) === null ? until : Math.ceil(until / PART) * PART

/** What makes two hits equally good in an order; null: an order in which volumes follow each other already. */
function equalBy(sort: SortOrder): ((hit: FoundIn) => number | string) | null {
  switch (sort) {
    case 'relevance':
      return ({ tier }) => tier
    case 'popular':
      return () => 0
    case 'newest':
    case 'oldest':
      return ({ segment, doc }) => segment.columns.year[doc]!
    case 'added':
    case 'addedOldest':
      return ({ segment, doc }) => segment.columns.addedOn[doc]!
    case 'titleBack':
      return titleSortText
    case 'authorBack':
      return hit => `${authorOf(hit)}\0${titleSortText(hit)}`
    case 'classBack':
      return hit => `${notationOf(hit)}\0${titleSortText(hit)}`
    case 'title':
    case 'author':
    case 'class':
      return null
    default:
      return sort satisfies never
  }
}

const volumeOf = ({ segment, doc }: FoundIn): number => segment.columns.volume[doc]!

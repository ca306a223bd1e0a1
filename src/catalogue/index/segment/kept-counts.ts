import { wholeLists } from './characters.ts'
import { CreatorCounts, type Creators } from './creator-counts.ts'
import { everyDoc } from './doc-lists.ts'
import { addToTally, TALLY } from './facet-code.ts'
import { lowerBound } from './lower-bound.ts'
import type { KeptCounts, Segment } from './segment.ts'

/** @param least documents of a list that is worth it */
export function keepCounts(
  segment: Omit<Segment, 'kept'>,
  least = Math.max(LEAST, segment.count / FREQUENT),
): KeptCounts {
  const { grams, columns, facetPairs } = segment
  const { length: behindAll } = grams.docs
  const ranges = wholeLists(grams).filter(([from, to]) => to - from >= least)
  // All records stand as if behind the last list.
  if (segment.count >= least) ranges.push([behindAll, behindAll + segment.count])
  const kept: KeptCounts = {
    starts: Uint32Array.from(ranges, ([from]) => from),
    lengths: Uint32Array.from(ranges, ([from, to]) => to - from),
    tallies: new Uint32Array(ranges.length * TALLY),
    creators: new Uint32Array(ranges.length * CREATORS),
    creatorCounts: new Uint32Array(ranges.length * CREATORS),
  }
  for (const [i, [from, to]] of ranges.entries()) {
    const docs = from === behindAll ? everyDoc(segment.count) : grams.docs.subarray(from, to)
    const tally = tallyOf(kept, i)
    const pairs = new Uint32Array(facetPairs.length)
    for (const doc of docs) pairs[columns.facets[doc]!]!++
    addToTally(tally, facetPairs, pairs)
    const counts = new CreatorCounts(segment)
    counts.add(docs, [])
    for (const [rank, [place, count]] of counts.mostFrequent(CREATORS).entries()) {
      kept.creators[i * CREATORS + rank] = place + 1
      kept.creatorCounts[i * CREATORS + rank] = count
    }
  }
  return kept
}

/** The number of the word whose documents these lists are, all of them; -1 for none. */
export function keptFor({ count, grams, kept }: Segment, lists: readonly Uint32Array[]): number {
  if (lists.reduce((sum, docs) => sum + docs.length, 0) === count) return kept.starts.indexOf(grams.docs.length)
  let first = Infinity
  let end = 0
  let length = 0
  for (const docs of lists) {
    if (docs.length === 0) continue
    if (docs.buffer !== grams.docs.buffer) return -1
    const start = (docs.byteOffset - grams.docs.byteOffset) / docs.BYTES_PER_ELEMENT
    first = Math.min(first, start)
    end = Math.max(end, start + docs.length)
    length += docs.length
  }
  const at = lowerBound(kept.starts, first)
  return kept.starts[at] === first && kept.lengths[at] === length && end - first === length ? at : -1
}

/** What is kept of one word. */
export const tallyOf = ({ tallies }: KeptCounts, number: number): Uint32Array =>
  tallies.subarray(number * TALLY, (number + 1) * TALLY)

/**
 * The creators of such lists. Only when a seldom one is asked for, or too many bibs are gone, is everything counted
 * after all.
 */
export class KeptCreators implements Creators {
  private readonly recount: () => Creators
  private readonly counts = new Map<number, number>()
  /** Nobody else has more. */
  private readonly othersAtMost: number

  /** @param buried documents of the lists that are no more */
  constructor(segment: Segment, number: number, buried: readonly number[], recount: () => CreatorCounts) {
    const { creators, creatorCounts } = segment.kept
    const from = number * CREATORS
    const gone = new CreatorCounts(segment)
    for (const doc of buried) gone.addOne(doc, 1)
    for (let i = from; i < from + CREATORS && creators[i]! > 0; i++)
      this.counts.set(creators[i]! - 1, creatorCounts[i]! - gone.countOf(creators[i]! - 1))
    this.othersAtMost = creatorCounts[from + CREATORS - 1]!
    let recounted: Creators | null = null
    this.recount = () => {
      recounted ??= recount()
      return recounted
    }
  }

  mostFrequent(most: number): [place: number, count: number][] {
    const best = [...this.counts].filter(([, count]) => count > 0).sort(([a, x], [b, y]) => y - x || a - b)
    const isCertain = this.othersAtMost === 0 || (best[most - 1]?.[1] ?? 0) > this.othersAtMost
    return isCertain ? best.slice(0, most) : this.recount().mostFrequent(most)
  }

  countOf(place: number): number {
    return this.counts.get(place) ?? (this.othersAtMost === 0 ? 0 : this.recount().countOf(place))
  }

  atMost(place: number): number {
    return this.counts.get(place) ?? this.othersAtMost
  }
}

/** A word in one of so many records, and in so many at least. */
const FREQUENT = 256
const LEAST = 10_000
const CREATORS = 256

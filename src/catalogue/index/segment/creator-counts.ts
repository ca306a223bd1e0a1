import { MORE_CREATORS, type Segment } from './segment.ts'
import { stringCount } from './string-table.ts'

/** How many bibs each creator of a segment has among some. Creators are told by their place in `creators.keys`. */
export type Creators = {
  /** Those with the largest counts, without 0; of equal ones the first by key. */
  mostFrequent(most: number): [place: number, count: number][]
  countOf(place: number): number
  /** Never below the count, and known without counting. */
  atMost(place: number): number
}

type Authored = Pick<Segment, 'columns' | 'creators'>

/** Room for whole groups of eight, see `mostFrequent`. */
const roundedUp = (length: number): number => (length + 7) & ~7

/** Counted bib by bib. Where there are few, only those that have any are remembered. */
export class CreatorCounts implements Creators {
  private readonly segment: Authored
  private readonly all: number
  /** By place + 1, as in the column. */
  private readonly few = new Map<number, number>()
  private many: Uint32Array | null = null

  constructor(segment: Authored) {
    this.segment = segment
    this.all = stringCount(segment.creators.keys)
  }

  /** @param buried those of them that are no more, see tombstones.ts */
  add(docs: Uint32Array, buried: readonly number[]): void {
    if (this.many === null && docs.length > this.all / 64) {
      this.many = new Uint32Array(roundedUp(this.all + 1))
      for (const [creator, count] of this.few) this.many[creator] = count
    }
    if (this.many === null) for (let i = 0; i < docs.length; i++) this.addOne(docs[i]!, 1)
    else this.addMany(docs, this.many)
    for (const doc of buried) this.addOne(doc, -1)
  }

  /** Counts one bib so many times. */
  addOne(doc: number, times: number): void {
    const creator = this.segment.columns.creator[doc]!
    if (creator >= MORE_CREATORS) this.addSeveral(creator - MORE_CREATORS, times)
    else if (creator > 0) this.count(creator, times)
  }

  mostFrequent(most: number): [place: number, count: number][] {
    if (this.many !== null) return mostFrequent(this.many, most).map(number => [number - 1, this.many![number]!])
    return [...this.few]
      .filter(([, count]) => count > 0)
      .sort(([a, x], [b, y]) => y - x || a - b)
      .slice(0, most)
      .map(([number, count]) => [number - 1, count])
  }

  countOf(place: number): number {
    return this.many === null ? (this.few.get(place + 1) ?? 0) : this.many[place + 1]!
  }

  atMost(place: number): number {
    return this.countOf(place)
  }

  private addMany(docs: Uint32Array, counts: Uint32Array): void {
    const { creator } = this.segment.columns
    const several = new Uint32Array(docs.length)
    let more = 0
    for (let i = 0; i < docs.length; i++) {
      const one = creator[docs[i]!]!
      // Bibs with none or several are counted too, at 0, rather than asked about: no processor guesses the answer.
      counts[one & ((one >>> 31) - 1)]!++
      several[more] = one - MORE_CREATORS
      more += one >>> 31
    }
    for (let i = 0; i < more; i++) this.addSeveral(several[i]!, 1)
  }

  private addSeveral(begin: number, times: number): void {
    const { more } = this.segment.creators
    for (let at = begin, last = false; !last; at++) {
      this.count(more[at]! & ~MORE_CREATORS, times)
      last = more[at]! >= MORE_CREATORS
    }
  }

  private count(creator: number, times: number): void {
    if (this.many !== null) this.many[creator]! += times
    else this.few.set(creator, (this.few.get(creator) ?? 0) + times)
  }
}

/**
 * Creators + 1 with the largest counts, without 0; of equal ones the first, which is the first by key. Nearly all have
 * fewer than those, so eight are looked at together: none has a count above what the bits of all of them make.
 */
function mostFrequent(counts: Uint32Array, most: number): number[] {
  const best: number[] = []
  let least = 0
  for (let from = 0; from < counts.length; from += 8) {
    const all =
      counts[from]! |
      counts[from + 1]! |
      counts[from + 2]! |
      counts[from + 3]! |
      counts[from + 4]! |
      counts[from + 5]! |
      counts[from + 6]! |
      counts[from + 7]!
    if (all <= least) continue
    for (let place = Math.max(1, from); place < from + 8; place++) {
      const count = counts[place]!
      if (count <= least) continue
      let at = best.length
      while (at > 0 && counts[best[at - 1]!]! < count) at--
      best.splice(at, 0, place)
      if (best.length > most) best.pop()
      if (best.length === most) least = counts[best[most - 1]!]!
    }
  }
  return best
}

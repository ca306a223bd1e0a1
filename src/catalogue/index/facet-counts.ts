import { audiences, bibKinds } from '../rules/bib.ts'
import type { Facets } from './catalogue-index.ts'
import { audienceOf, classOf, codeOfPair, facetCodes, kindOf, YEARS, yearOfPair } from './facet-code.ts'
import type { Failing, SegmentFilter } from './filter.ts'
import { MORE_CREATORS, type Segment } from './segment.ts'
import { placeOf, stringAt, stringCount } from './string-table.ts'
import type { Whereabouts } from './whereabouts.ts'

/** The facets of one segment: histograms over small numbers, opened into names only at the end. */
export class FacetCounts {
  readonly segment: Segment
  /** By `facetPairs`: hits, and for each of the four groups in a pair also the bibs that fail in that group alone. */
  readonly hits: Uint32Array
  readonly failing: { kind: Uint32Array; class: Uint32Array; audience: Uint32Array; year: Uint32Array } | null
  /** By whereabouts: hits and those that fail in the branch alone; and what availability is counted among. */
  readonly places: Uint32Array
  readonly reachable: Uint32Array
  /** By place + 1, as in the column; `creatorCounts` is null where hits are few, then `creators` has them. */
  readonly creators: Map<number, number>
  creatorCounts: Uint32Array | null = null
  readonly filter: SegmentFilter

  constructor(segment: Segment, filter: SegmentFilter) {
    const pairs = segment.facetPairs.length
    this.segment = segment
    this.filter = filter
    this.hits = zeros(pairs)
    this.failing = filter.any
      ? { kind: zeros(pairs), class: zeros(pairs), audience: zeros(pairs), year: zeros(pairs) }
      : null
    this.places = zeros(filter.availableThere.length)
    this.reachable = filter.any ? zeros(this.places.length) : this.places
    this.creators = new Map()
  }

  add(hits: Uint32Array, failing: Failing | null): void {
    const { facets, whereabouts } = this.segment.columns
    histogram(facets, hits, this.hits)
    histogram(whereabouts, hits, this.places)
    this.countCreators(hits)
    if (failing === null || this.failing === null) return
    for (const group of ['kind', 'class', 'audience', 'year'] as const)
      histogram(facets, failing[group], this.failing[group])
    histogram(whereabouts, hits, this.reachable)
    for (const docs of failing.branchOrAvailable) histogram(whereabouts, docs, this.reachable)
    histogram(whereabouts, failing.branch, this.places)
    this.countCreators(failing.creator)
  }

  private countCreators(docs: Uint32Array): void {
    const all = stringCount(this.segment.creators.keys)
    if (this.creatorCounts === null && docs.length > all / 64) {
      this.creatorCounts = new Uint32Array(all + 1)
      for (const [creator, count] of this.creators) this.creatorCounts[creator] = count
    }
    const { creator } = this.segment.columns
    const { creatorCounts, creators } = this
    const several = new Uint32Array(docs.length)
    let more = 0
    if (creatorCounts !== null)
      for (let i = 0; i < docs.length; i++) {
        const one = creator[docs[i]!]!
        // Bibs with none or several are counted too, at 0, rather than asked about: no processor guesses the answer.
        creatorCounts[one & ((one >>> 31) - 1)]!++
        several[more] = one - MORE_CREATORS
        more += one >>> 31
      }
    else
      for (let i = 0; i < docs.length; i++) {
        const one = creator[docs[i]!]!
        if (one >= MORE_CREATORS) several[more++] = one - MORE_CREATORS
        else if (one > 0) creators.set(one, (creators.get(one) ?? 0) + 1)
      }
    for (let i = 0; i < more; i++) this.countSeveral(several[i]!)
  }

  private countSeveral(begin: number): void {
    const { more } = this.segment.creators
    for (let at = begin, last = false; !last; at++) {
      const creator = more[at]! & ~MORE_CREATORS
      last = more[at]! >= MORE_CREATORS
      if (this.creatorCounts !== null) this.creatorCounts[creator]!++
      else this.creators.set(creator, (this.creators.get(creator) ?? 0) + 1)
    }
  }

  /** Every counted creator; for a large segment only the most frequent. */
  creatorsCounted(most: number): Iterable<[place: number, count: number]> {
    const { creatorCounts } = this
    const numbers = creatorCounts === null ? [...this.creators.keys()] : mostFrequent(creatorCounts, most)
    return numbers.map(number => [number - 1, this.creatorCount(number - 1)])
  }

  creatorCount(place: number): number {
    return this.creatorCounts === null ? (this.creators.get(place + 1) ?? 0) : this.creatorCounts[place + 1]!
  }
}

function histogram(column: Uint32Array, docs: Uint32Array, into: Uint32Array): void {
  for (let i = 0; i < docs.length; i++) into[column[docs[i]!]!]!++
}

/** The facets of all segments together. */
export function facetsOf(all: readonly FacetCounts[], whereabouts: Whereabouts, creatorsMax: number): Facets {
  const hits = zeros(facetCodes())
  const years = zeros(YEARS)
  const failing = { kind: zeros(facetCodes()), class: zeros(facetCodes()), audience: zeros(facetCodes()) }
  const branches = zeros(whereabouts.branches.length)
  let available = 0
  for (const counts of all) {
    const { facetPairs } = counts.segment
    addPairs(counts.hits, facetPairs, hits, years)
    if (counts.failing !== null) {
      for (const group of ['kind', 'class', 'audience'] as const)
        addPairs(counts.failing[group], facetPairs, failing[group], null)
      addPairs(counts.failing.year, facetPairs, null, years)
    }
    available += countPlaces(counts, whereabouts, branches)
  }
  return {
    branches: whereabouts.branches
      .map((value, branch) => ({ value, count: branches[branch]! }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
    kinds: opened([hits, failing.kind], kindOf, bibKinds),
    classes: opened([hits, failing.class], classOf, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, null]),
    years: newestFirst(years),
    creators: topCreators(all, creatorsMax),
    audiences: opened([hits, failing.audience], audienceOf, audiences),
    available,
  }
}

const zeros = (length: number): Uint32Array => new Uint32Array(length)

/** Counts by pair become counts by code, by year or by both. */
function addPairs(counts: Uint32Array, pairs: Uint32Array, codes: Uint32Array | null, years: Uint32Array | null): void {
  for (let number = 0; number < counts.length; number++) {
    const count = counts[number]!
    if (count === 0) continue
    if (codes !== null) codes[codeOfPair(pairs[number]!)]! += count
    if (years !== null) years[yearOfPair(pairs[number]!)]! += count
  }
}

/** 0 is no year. */
function newestFirst(years: Uint32Array): { value: number; count: number }[] {
  const counted: { value: number; count: number }[] = []
  for (let year = YEARS - 1; year > 0; year--) if (years[year] !== 0) counted.push({ value: year, count: years[year]! })
  return counted
}

/** @returns how many can be borrowed now */
function countPlaces(
  { places, reachable, filter }: FacetCounts,
  whereabouts: Whereabouts,
  branches: Uint32Array,
): number {
  let available = 0
  for (let number = 1; number < places.length; number++) {
    available += filter.availableThere[number]! * reachable[number]!
    const count = places[number]!
    if (count === 0) continue
    const { held, available: there } = whereabouts.at(number)
    for (const branch of filter.availableNow ? there : held) branches[branch]! += count
  }
  return available
}

/** Counts by code as counts by what one part of the code says, in a given order, without 0. */
function opened<T>(
  all: readonly Uint32Array[],
  part: (code: number) => T,
  order: readonly T[],
): { value: T; count: number }[] {
  const counts = new Map<T, number>()
  for (const codes of all)
    for (let code = 0; code < codes.length; code++)
      if (codes[code] !== 0) counts.set(part(code), (counts.get(part(code)) ?? 0) + codes[code]!)
  return order.flatMap(value => (counts.has(value) ? [{ value, count: counts.get(value)! }] : []))
}

/**
 * The largest segment offers its most frequent creators, every other segment all it has: so the sums are those of a count over everything, as no creator
 * outside can have more.
 */
function topCreators(all: readonly FacetCounts[], most: number): Facets['creators'] {
  const [largest, ...small] = all.toSorted((a, b) => b.segment.count - a.segment.count)
  if (!largest) return []
  const entries = new Map<string, { label: string; count: number }>()
  for (const counts of small)
    for (const [place, count] of counts.creatorsCounted(Infinity)) {
      const key = stringAt(counts.segment.creators.keys, place)
      const known = entries.get(key)
      if (known) known.count += count
      else entries.set(key, { label: stringAt(counts.segment.creators.names, place), count })
    }
  const { keys, names } = largest.segment.creators
  for (const [key, entry] of entries) {
    const place = placeOf(keys, key)
    if (place < 0) continue
    entry.count += largest.creatorCount(place)
    // One name for one author, whichever segment is asked.
    entry.label = stringAt(names, place)
  }
  const candidates = [...largest.creatorsCounted(most)].sort(([a, x], [b, y]) => y - x || a - b).slice(0, most)
  for (const [place, count] of candidates) {
    const key = stringAt(keys, place)
    if (!entries.has(key)) entries.set(key, { label: stringAt(names, place), count })
  }
  return [...entries]
    .map(([value, { label, count }]) => ({ value, label, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0))
    .slice(0, most)
}

/** Creators with the largest counts, without 0; of equal ones the first, which is the first by key. */
function mostFrequent(counts: Uint32Array, most: number): number[] {
  const best: number[] = []
  let least = 0
  for (let place = 1; place < counts.length; place++) {
    const count = counts[place]!
    if (count <= least) continue
    let at = best.length
    while (at > 0 && counts[best[at - 1]!]! < count) at--
    best.splice(at, 0, place)
    if (best.length > most) best.pop()
    if (best.length === most) least = counts[best[most - 1]!]!
  }
  return best
}

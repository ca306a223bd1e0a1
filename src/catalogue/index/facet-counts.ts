import { type Audience, audiences, type BibKind, bibKinds } from '../rules/bib.ts'
import type { BranchSets } from './branch-sets.ts'
import type { Facets } from './catalogue-index.ts'
import { audienceOf, classOf, facetCodes, kindOf } from './facet-code.ts'
import type { Failing, SegmentFilter } from './filter.ts'
import { lowerBound } from './postings.ts'
import { MORE_CREATORS, type Segment } from './segment.ts'
import { placeOf, stringAt, stringCount } from './string-table.ts'

/** Years a facet can have; what claims to be later is put into the last. */
export const YEARS = 2200

/** The facets of one segment: histograms over small numbers, opened into names only at the end. */
export class FacetCounts {
  readonly segment: Segment
  /** Hits, and for each of the three groups in a code also the bibs that fail in that group alone. */
  readonly kindCodes: Uint32Array = new Uint32Array(facetCodes())
  readonly classCodes: Uint32Array = new Uint32Array(facetCodes())
  readonly audienceCodes: Uint32Array = new Uint32Array(facetCodes())
  readonly years: Uint32Array = new Uint32Array(YEARS)
  readonly sets: Uint32Array
  /** By place + 1, as in the column; `creatorCounts` is null where hits are few, then `creators` has them. */
  readonly creators: Map<number, number>
  creatorCounts: Uint32Array | null = null
  available = 0
  private readonly filter: SegmentFilter

  constructor(segment: Segment, filter: SegmentFilter) {
    this.segment = segment
    this.filter = filter
    this.sets = new Uint32Array(filter.branchSets)
    this.creators = new Map()
  }

  add(hits: Uint32Array, failing: Failing | null): void {
    const { columns } = this.segment
    const codes = new Uint32Array(facetCodes())
    histogram16(columns.code, hits, codes)
    for (const table of [this.kindCodes, this.classCodes, this.audienceCodes])
      for (let code = 0; code < codes.length; code++) table[code]! += codes[code]!
    const places = this.filter.availableNow ? columns.availableAt : columns.holding
    histogram16(columns.year, hits, this.years)
    histogram32(places, hits, this.sets)
    this.countCreators(hits)
    this.countAvailable(hits)
    if (failing === null) return
    histogram16(columns.code, failing.kind, this.kindCodes)
    histogram16(columns.code, failing.class, this.classCodes)
    histogram16(columns.code, failing.audience, this.audienceCodes)
    histogram16(columns.year, failing.year, this.years)
    histogram32(places, failing.branch, this.sets)
    this.countCreators(failing.creator)
    this.countAvailable(failing.branchOrAvailable)
  }

  private countCreators(docs: Uint32Array): void {
    const all = stringCount(this.segment.creators.keys)
    if (this.creatorCounts === null && docs.length > all / 64) {
      this.creatorCounts = new Uint32Array(all + 1)
      for (const [creator, count] of this.creators) this.creatorCounts[creator] = count
    }
    const { creator } = this.segment.columns
    const withMore: number[] = []
    const { creatorCounts, creators } = this
    if (creatorCounts !== null)
      for (let i = 0; i < docs.length; i++) {
        const first = creator[docs[i]!]!
        // Bibs without a creator are counted too, at 0, rather than asked about: no processor guesses the answer.
        creatorCounts[first & ~MORE_CREATORS]!++
        if (first >= MORE_CREATORS) withMore.push(docs[i]!)
      }
    else
      for (let i = 0; i < docs.length; i++) {
        const first = creator[docs[i]!]!
        if (first === 0) continue
        const number = first & ~MORE_CREATORS
        creators.set(number, (creators.get(number) ?? 0) + 1)
        if (first >= MORE_CREATORS) withMore.push(docs[i]!)
      }
    this.countMoreCreators(withMore)
  }

  /** Few bibs have several creators; both lists are in the order of the documents. */
  private countMoreCreators(docs: readonly number[]): void {
    if (docs.length === 0) return
    const { moreDocs, moreCreators } = this.segment.creators
    let at = lowerBound(moreDocs, docs[0]!)
    for (const doc of docs) {
      if (docs.length * 8 < moreDocs.length) at = lowerBound(moreDocs, doc)
      else while (moreDocs[at]! < doc) at++
      for (; moreDocs[at] === doc; at++) {
        const number = moreCreators[at]! + 1
        if (this.creatorCounts !== null) this.creatorCounts[number]!++
        else this.creators.set(number, (this.creators.get(number) ?? 0) + 1)
      }
    }
  }

  private countAvailable(docs: Uint32Array): void {
    const { available, availableAt } = this.segment.columns
    const { wantedBranches } = this.filter
    let count = 0
    // 0 stays 0, everything more becomes 1, without asking.
    if (wantedBranches === null) for (let i = 0; i < docs.length; i++) count += (available[docs[i]!]! + 0xffff) >>> 16
    else for (let i = 0; i < docs.length; i++) count += wantedBranches[availableAt[docs[i]!]!]!
    this.available += count
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

/** Two functions of one text: a loop over one type of array is compiled several times faster than one over either. */
function histogram16(column: Uint16Array, docs: Uint32Array, into: Uint32Array): void {
  for (let i = 0; i < docs.length; i++) into[column[docs[i]!]!]!++
}

function histogram32(column: Uint32Array, docs: Uint32Array, into: Uint32Array): void {
  for (let i = 0; i < docs.length; i++) into[column[docs[i]!]!]!++
}

/** The facets of all segments together. */
export function facetsOf(all: readonly FacetCounts[], branchSets: BranchSets, creatorsMax: number): Facets {
  const kinds = new Map<BibKind, number>()
  const classes = new Map<number | null, number>()
  const byAudience = new Map<Audience, number>()
  const years = new Map<number, number>()
  const branches = new Map<string, number>()
  for (const counts of all) {
    for (let code = 0; code < counts.kindCodes.length; code++) {
      if (counts.kindCodes[code] !== 0) add(kinds, kindOf(code), counts.kindCodes[code]!)
      if (counts.classCodes[code] !== 0) add(classes, classOf(code), counts.classCodes[code]!)
      if (counts.audienceCodes[code] !== 0) add(byAudience, audienceOf(code), counts.audienceCodes[code]!)
    }
    for (let year = 1; year < YEARS; year++) if (counts.years[year] !== 0) add(years, year, counts.years[year]!)
    for (let set = 1; set < counts.sets.length; set++) {
      const count = counts.sets[set]!
      if (count > 0) for (const member of branchSets.members(set)) add(branches, branchSets.branches[member]!, count)
    }
  }
  const ordered = <T>(map: Map<T, number>, order: readonly T[]) =>
    order.flatMap(value => (map.has(value) ? [{ value, count: map.get(value)! }] : []))
  return {
    branches: [...branches]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
    kinds: ordered(kinds, bibKinds),
    classes: ordered(classes, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, null]),
    years: [...years].sort(([a], [b]) => b - a).map(([value, count]) => ({ value, count })),
    creators: topCreators(all, creatorsMax),
    audiences: ordered(byAudience, audiences),
    available: all.reduce((sum, { available }) => sum + available, 0),
  }
}

function add<T>(map: Map<T, number>, value: T, count: number): void {
  map.set(value, (map.get(value) ?? 0) + count)
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

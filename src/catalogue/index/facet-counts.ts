import { type Audience, audiences, type BibKind, bibKinds } from '../rules/bib.ts'
import type { BranchSets } from './branch-sets.ts'
import type { Facets } from './catalogue-index.ts'
import { audienceOf, classOf, facetCodes, kindOf } from './facet-code.ts'
import { group, type SegmentFilter } from './filter.ts'
import { lowerBound } from './postings.ts'
import { MORE_CREATORS, type Segment } from './segment.ts'
import { placeOf, stringAt, stringCount } from './string-table.ts'

/** The facets of one segment while its hits go by: histograms over small numbers, opened into names only at the end. */
export class FacetCounts {
  readonly segment: Segment
  /** Hits, and per group the bibs that fail in that group alone. */
  readonly codes = new Uint32Array(facetCodes())
  readonly kindCodes = new Uint32Array(facetCodes())
  readonly classCodes = new Uint32Array(facetCodes())
  readonly audienceCodes = new Uint32Array(facetCodes())
  readonly years = new Uint32Array(10_000)
  readonly creators: Uint32Array
  available = 0
  private sets: Uint32Array = new Uint32Array(1024)

  constructor(segment: Segment) {
    this.segment = segment
    this.creators = new Uint32Array(stringCount(segment.creators.keys))
  }

  add(doc: number, filter: SegmentFilter): void {
    const { columns } = this.segment
    this.codes[columns.code[doc]!]!++
    this.years[columns.year[doc]!]!++
    this.addBranches(doc, filter)
    this.addCreators(doc)
    this.addAvailable(doc, filter)
  }

  addCode(doc: number, failed: number): void {
    const code = this.segment.columns.code[doc]!
    if (failed === group.kind) this.kindCodes[code]!++
    else if (failed === group.class) this.classCodes[code]!++
    else this.audienceCodes[code]!++
  }

  addYear(doc: number): void {
    this.years[this.segment.columns.year[doc]!]!++
  }

  addBranches(doc: number, filter: SegmentFilter): void {
    const { columns } = this.segment
    const set = filter.availableNow ? columns.availableAt[doc]! : columns.holding[doc]!
    if (set >= this.sets.length) this.growSets(set)
    this.sets[set]!++
  }

  addCreators(doc: number): void {
    const { columns, creators } = this.segment
    const first = columns.creator[doc]!
    if (first === 0) return
    this.creators[(first & ~MORE_CREATORS) - 1]!++
    if ((first & MORE_CREATORS) === 0) return
    const { moreDocs, moreCreators } = creators
    for (let i = lowerBound(moreDocs, doc); moreDocs[i] === doc; i++) this.creators[moreCreators[i]!]!++
  }

  addAvailable(doc: number, { wantedBranches }: SegmentFilter): void {
    const { columns } = this.segment
    if (wantedBranches === null ? columns.available[doc]! > 0 : wantedBranches[columns.availableAt[doc]!] === 1)
      this.available++
  }

  branchCount(set: number): number {
    return this.sets[set] ?? 0
  }

  private growSets(set: number): void {
    const larger = new Uint32Array(set * 2)
    larger.set(this.sets)
    this.sets = larger
  }
}

/** The facets of all segments together. */
export function facetsOf(all: readonly FacetCounts[], branchSets: BranchSets, creatorsMax: number): Facets {
  const kinds = new Map<BibKind, number>()
  const classes = new Map<number | null, number>()
  const byAudience = new Map<Audience, number>()
  const years = new Map<number, number>()
  const branches = new Map<string, number>()
  for (const counts of all) {
    for (let code = 0; code < counts.codes.length; code++) {
      const hits = counts.codes[code]!
      add(kinds, kindOf(code), hits + counts.kindCodes[code]!)
      add(classes, classOf(code), hits + counts.classCodes[code]!)
      add(byAudience, audienceOf(code), hits + counts.audienceCodes[code]!)
    }
    for (let year = 1; year < counts.years.length; year++) add(years, year, counts.years[year]!)
    for (let set = 1; set < branchSets.size; set++) {
      const count = counts.branchCount(set)
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
  if (count > 0) map.set(value, (map.get(value) ?? 0) + count)
}

/**
 * The largest segment offers its most frequent creators, every other segment all it has: so the sums are those of a count over everything, as no creator
 * outside can have more.
 */
function topCreators(all: readonly FacetCounts[], most: number): Facets['creators'] {
  const [largest, ...small] = all.toSorted((a, b) => b.segment.count - a.segment.count)
  if (!largest) return []
  const labels = new Map<string, { label: string; count: number }>()
  for (const counts of small)
    for (let place = 0; place < counts.creators.length; place++) {
      if (counts.creators[place] === 0) continue
      const key = stringAt(counts.segment.creators.keys, place)
      const known = labels.get(key)
      if (known) known.count += counts.creators[place]!
      else labels.set(key, { label: stringAt(counts.segment.creators.names, place), count: counts.creators[place]! })
    }
  for (const [key, entry] of labels) {
    const place = placeOf(largest.segment.creators.keys, key)
    if (place >= 0) {
      entry.count += largest.creators[place]!
      entry.label = stringAt(largest.segment.creators.names, place)
    }
  }
  for (const place of mostFrequent(largest.creators, most)) {
    const key = stringAt(largest.segment.creators.keys, place)
    if (!labels.has(key))
      labels.set(key, { label: stringAt(largest.segment.creators.names, place), count: largest.creators[place]! })
  }
  return [...labels]
    .map(([value, { label, count }]) => ({ value, label, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0))
    .slice(0, most)
}

/** Places of the largest counts; of equal ones the first, which is the first by key. */
function mostFrequent(counts: Uint32Array, most: number): number[] {
  const best: number[] = []
  let least = 0
  for (let place = 0; place < counts.length; place++) {
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

import { tierOf, tiers } from '../rules/rank.ts'
import type { SortOrder } from './catalogue-index.ts'
import type { Matches } from './evaluate.ts'
import { FacetCounts } from './facet-counts.ts'
import { group, type SegmentFilter } from './filter.ts'
import { lowerBound } from './postings.ts'
import { MORE_CREATORS, type Segment } from './segment.ts'

/** What was found in one segment: matches as typed, and the layers below them. Documents stand in one layer only. */
export type Layer = { matches: Matches; tier: 'byMatch' | 'variant' | 'nearest' }

/** What makes a document's own title the whole query, by hash. */
export type Exact = { title: number; reading: number | null }

export type Found = { doc: number; tier: number }

export type Collected = { total: number; counts: FacetCounts; best: Found[] }

/** Goes over all hits of a segment once: filters, counts every facet, keeps the best. */
export function collect(
  segment: Segment,
  layers: readonly Layer[],
  filter: SegmentFilter,
  exact: Exact | null,
  identifierDocs: ReadonlySet<number>,
  sort: SortOrder | 'loans' | 'holds',
  keep: number,
  anyDead: boolean,
): Collected {
  const { columns, count, dead } = segment
  const counts = new FacetCounts(segment)
  const best = new Best(keep)
  const keyOf = sortKeys(segment, sort)
  let total = 0
  for (const { matches, tier: layerTier } of layers) {
    const { docs, how } = matches
    const byHow = tierTable(layerTier)
    for (let i = 0; i < docs.length; i++) {
      const doc = docs[i]!
      if (anyDead && (dead[doc >>> 5]! >>> (doc & 31)) & 1) continue
      if (filter.any) {
        const fails = failsOf(segment, filter, doc)
        if (fails !== 0) {
          if (fails > 0) countWhereOnlyOneFails(counts, filter, doc, fails)
          continue
        }
      }
      total++
      counts.add(doc, filter)
      let tier = byHow[how[i]!]!
      if (exact !== null && layerTier === 'byMatch') {
        if (columns.titleHash[doc] === exact.title) tier = tierNumber.get(tierOf(how[i]!, 'title'))!
        else if (columns.readingHash[doc] === exact.reading) tier = TITLE_READING_EXACT
        if (identifierDocs.size > 0 && identifierDocs.has(doc)) tier = 0
      }
      const key = keyOf === null ? tier * count + doc : keyOf(doc)
      if (key < best.worst) best.add(key, doc, tier)
    }
  }
  return { total, counts, best: best.sorted() }
}

const tierNumber = new Map(tiers.map((tier, i) => [tier, i]))
const TITLE_READING_EXACT = tierNumber.get('titleReadingExact')!

function tierTable(layer: Layer['tier']): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, how) => tierNumber.get(layer === 'byMatch' ? tierOf(how, null) : layer)!)
}

/** 0: a hit; -1: out by something that is not a facet; else the groups it fails in. */
function failsOf({ columns, creators }: Segment, filter: SegmentFilter, doc: number): number {
  if (filter.addedSince > 0 && columns.addedOn[doc]! < filter.addedSince) return -1
  if (filter.notations !== null) {
    const notation = columns.notation[doc]!
    if (notation < filter.notations[0] || notation >= filter.notations[1]) return -1
  }
  if (filter.subjectDocs !== null && filter.subjectDocs[lowerBound(filter.subjectDocs, doc)] !== doc) return -1
  let fails = 0
  if (filter.codeFails !== null) fails |= filter.codeFails[columns.code[doc]!]!
  if (filter.yearFails !== null) fails |= filter.yearFails[columns.year[doc]!]!
  if (filter.wantedCreators !== null && !hasCreator(columns.creator[doc]!, creators, filter.wantedCreators, doc))
    fails |= group.creator
  if (filter.availableNow && columns.available[doc] === 0) fails |= group.available
  if (filter.wantedBranches !== null) {
    const set = filter.availableNow ? columns.availableAt[doc]! : columns.holding[doc]!
    if (filter.wantedBranches[set] !== 1) fails |= group.branch
  }
  return fails
}

function hasCreator(
  first: number,
  { moreDocs, moreCreators }: Segment['creators'],
  wanted: Uint8Array,
  doc: number,
): boolean {
  if (first === 0) return false
  if (wanted[(first & ~MORE_CREATORS) - 1] === 1) return true
  if ((first & MORE_CREATORS) === 0) return false
  for (let i = lowerBound(moreDocs, doc); moreDocs[i] === doc; i++) if (wanted[moreCreators[i]!] === 1) return true
  return false
}

function countWhereOnlyOneFails(counts: FacetCounts, filter: SegmentFilter, doc: number, fails: number): void {
  switch (fails) {
    case group.branch:
      counts.addBranches(doc, filter)
      break
    case group.kind:
    case group.class:
    case group.audience:
      counts.addCode(doc, fails)
      break
    case group.year:
      counts.addYear(doc)
      break
    case group.creator:
      counts.addCreators(doc)
      break
  }
  // Availability depends on the chosen branches, so it is counted by what fails in neither of the two.
  if ((fails & ~(group.branch | group.available)) === 0) counts.addAvailable(doc, filter)
}

function sortKeys({ columns, count }: Segment, sort: SortOrder | 'loans' | 'holds'): ((doc: number) => number) | null {
  const { year, titlePlace, authorPlace, classPlace, addedOn } = columns
  switch (sort) {
    case 'relevance':
      return null
    case 'newest':
      return doc => (9999 - year[doc]!) * count + doc
    case 'oldest':
      return doc => (year[doc] === 0 ? 10_000 : year[doc]!) * count + doc
    case 'title':
      return doc => titlePlace[doc]!
    case 'author':
      return doc => authorPlace[doc]!
    case 'class':
      return doc => classPlace[doc]!
    case 'popular':
      return doc => doc
    case 'added':
      return doc => (0xffff - addedOn[doc]!) * count + doc
    case 'loans':
    case 'holds':
      return doc => (0xffffffff - columns[sort][doc]!) * count + doc
    default:
      return sort satisfies never
  }
}

/** The so many smallest keys, in a heap whose root is the largest of them. */
class Best {
  worst: number
  private readonly keep: number
  private readonly heap: { key: number; doc: number; tier: number }[] = []

  constructor(keep: number) {
    this.keep = keep
    this.worst = keep > 0 ? Infinity : -Infinity
  }

  add(key: number, doc: number, tier: number): void {
    const { heap } = this
    if (heap.length < this.keep) {
      let at = heap.push({ key, doc, tier }) - 1
      for (let parent = (at - 1) >> 1; at > 0 && heap[parent]!.key < key; parent = (at - 1) >> 1) {
        this.swap(at, parent)
        at = parent
      }
    } else {
      heap[0] = { key, doc, tier }
      this.sink()
    }
    if (heap.length === this.keep) this.worst = heap[0]!.key
  }

  sorted(): Found[] {
    return this.heap.toSorted((a, b) => a.key - b.key)
  }

  private sink(): void {
    const { heap } = this
    for (let at = 0; ; ) {
      let largest = at
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && heap[child]!.key > heap[largest]!.key) largest = child
      if (largest === at) return
      this.swap(at, largest)
      at = largest
    }
  }

  private swap(a: number, b: number): void {
    const { heap } = this
    const kept = heap[a]!
    heap[a] = heap[b]!
    heap[b] = kept
  }
}

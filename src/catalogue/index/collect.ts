import { type Tier, tierOf, tiers } from '../rules/rank.ts'
import { Best, type Found } from './best.ts'
import type { SortOrder } from './catalogue-index.ts'
import { FacetCounts } from './facet-counts.ts'
import { divide, type SegmentFilter } from './filter.ts'
import { indexOf, type Matches } from './matches.ts'
import type { Segment } from './segment.ts'

/** What was found in one segment: matches as typed, and the layers below them. Documents stand in one layer only. */
export type Layer = { matches: Matches; tier: 'byMatch' | 'readingStarts' | 'otherName' | 'variant' | 'nearest' }

/** What makes a document's own title the whole query, by hash; `reading` is -1 for what cannot be one. */
export type Exact = { title: number; reading: number }

export type Collected = { total: number; counts: FacetCounts; best: Found[] }

export type Order = SortOrder | 'loans' | 'holds'

/**
 * Filters the hits of a segment, counts every facet over all of them and keeps the best. One column after the other: each loop touches one array in order,
 * which a processor does several times faster than one loop that looks everywhere.
 */
export function collect(
  segment: Segment,
  layers: readonly Layer[],
  filter: SegmentFilter,
  exact: Exact | null,
  identifierDocs: ReadonlySet<number>,
  sort: Order,
  keep: number,
  anyDead: boolean,
): Collected {
  const counts = new FacetCounts(segment, filter)
  const best = new Best(keep)
  let total = 0
  for (const layer of layers) {
    const { hits, failing } = divide(segment, layer.matches, filter, anyDead)
    total += hits.docs.length
    counts.add(hits.docs, failing)
    if (sort === 'relevance') rank(segment, hits, layer.tier, exact, identifierDocs, best)
    else order(segment, hits, layer.tier, sort, best)
  }
  return { total, counts, best: best.sorted() }
}

/**
 * Documents come with the best first, so that as soon as the page is full of hits of the best tier there is, no later one can come in.
 */
function rank(
  segment: Segment,
  { docs, how, table }: Matches,
  layer: Layer['tier'],
  exact: Exact | null,
  identifierDocs: ReadonlySet<number>,
  best: Best,
): void {
  const { count } = segment
  const tierOfHow = table.map(bits => tierTables[layer][bits]!)
  const bestTier = table.reduce((least, bits) => Math.min(least, tierTables[layer][bits]!), tiers.length)
  const whole = exact === null || layer !== 'byMatch' ? nobody : wholeTitles(segment, { docs, how, table }, exact)
  for (const [doc, tier] of whole) if (tier * count + doc < best.worst) best.add(tier * count + doc, doc, tier)
  let worstTier = Math.floor(best.worst / count)
  let worstDoc = best.worst % count
  for (let i = 0; i < docs.length; i++) {
    if (docs[i]! >= worstDoc) {
      // Behind all that are kept, only a better tier comes in.
      if (worstTier <= bestTier) break
      while (i < docs.length && tierOfHow[how[i]!]! >= worstTier) i++
      if (i === docs.length) break
    }
    const doc = docs[i]!
    const tier = tierOfHow[how[i]!]!
    if (tier * count + doc >= best.worst || whole.has(doc)) continue
    best.add(tier * count + doc, doc, tier)
    worstTier = Math.floor(best.worst / count)
    worstDoc = best.worst % count
  }
  for (const doc of identifierDocs) if (indexOf(docs, doc) >= 0) best.promote(doc, doc, 0)
}

/** Hits whose own title, or its reading, is the whole query: document → tier. */
function wholeTitles(segment: Segment, { docs, how, table }: Matches, exact: Exact): ReadonlyMap<number, number> {
  const { byTitle, byReading, columns } = segment
  const tierOfDoc = new Map<number, number>()
  const note = (order: Uint32Array, hashes: Uint32Array, hash: number, tier: (bits: number) => Tier) => {
    for (let i = firstWith(order, hashes, hash); hashes[order[i]!] === hash; i++) {
      const at = indexOf(docs, order[i]!)
      if (at >= 0) tierOfDoc.set(order[i]!, tierNumber.get(tier(table[how[at]!]!))!)
    }
  }
  if (exact.reading >= 0) note(byReading, columns.readingHash, exact.reading, () => 'titleReadingExact')
  note(byTitle, columns.titleHash, exact.title, bits => tierOf(bits, 'title'))
  return tierOfDoc
}

const nobody: ReadonlyMap<number, number> = new Map()

function firstWith(order: Uint32Array, hashes: Uint32Array, hash: number): number {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (hashes[order[middle]!]! < hash) low = middle + 1
    else high = middle
  }
  return low
}

function order(
  segment: Segment,
  { docs, how, table }: Matches,
  layer: Layer['tier'],
  sort: Exclude<Order, 'relevance'>,
  best: Best,
): void {
  const tierOfHow = table.map(bits => tierTables[layer][bits]!)
  const places = placesOf(segment, sort)
  if (places !== null) byPlaces(docs, places, best, i => tierOfHow[how[i]!]!)
  else {
    const keyOf = sortKeys(segment, sort)
    for (let i = 0; i < docs.length; i++) {
      const key = keyOf(docs[i]!)
      if (key < best.worst) best.add(key, docs[i]!, tierOfHow[how[i]!]!)
    }
  }
}

function byPlaces(docs: Uint32Array, places: Uint32Array, best: Best, tierAt: (i: number) => number): void {
  let { worst } = best
  for (let i = 0; i < docs.length; i++) {
    const key = places[docs[i]!]!
    if (key >= worst) continue
    best.add(key, docs[i]!, tierAt(i))
    worst = best.worst
  }
}

/** Orders that were worked out once for all records. */
function placesOf({ columns }: Segment, sort: Exclude<Order, 'relevance'>): Uint32Array | null {
  if (sort === 'title') return columns.titlePlace
  if (sort === 'author') return columns.authorPlace
  return sort === 'class' ? columns.classPlace : null
}

const tierNumber = new Map(tiers.map((tier, i) => [tier, i]))
const tableOf = (layer: Layer['tier']): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, how) => tierNumber.get(layer === 'byMatch' ? tierOf(how, null) : layer)!)
const tierTables = {
  byMatch: tableOf('byMatch'),
  readingStarts: tableOf('readingStarts'),
  otherName: tableOf('otherName'),
  variant: tableOf('variant'),
  nearest: tableOf('nearest'),
}

function sortKeys({ columns, count }: Segment, sort: Exclude<Order, 'relevance'>): (doc: number) => number {
  const { year, addedOn } = columns
  switch (sort) {
    case 'newest':
      return doc => (9999 - year[doc]!) * count + doc
    case 'oldest':
      return doc => (year[doc] === 0 ? 10_000 : year[doc]!) * count + doc
    case 'title':
    case 'author':
    case 'class':
    case 'popular':
      return doc => doc
    case 'added':
      return doc => (0xffff - addedOn[doc]!) * count + doc
    case 'loans':
    case 'holds': {
      const column = columns[sort]
      return doc => (0xffffffff - column[doc]!) * count + doc
    }
    default:
      return sort satisfies never
  }
}

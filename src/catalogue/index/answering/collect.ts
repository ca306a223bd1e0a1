import { type Tier, tierOf, tiers } from '#catalogue/rules/search/rank.ts'
import { type Layer, tierNumber, tierTables } from '../matching/layer.ts'
import { among } from '../segment/doc-lists.ts'
import { firstWith } from '../segment/lower-bound.ts'
import { indexOf, type Matches } from '../segment/matches.ts'
import { isDead, type Segment } from '../segment/segment.ts'
import { Best, type Found } from './best.ts'
import { FacetCounts } from './facet-counts.ts'
import { narrowed, type SegmentFilter } from './filter.ts'
import { type Order, orderHits } from './order-hits.ts'

/** What makes a document's own title the whole query, by hash; `reading` is -1 for what cannot be one. */
export type Exact = { title: number; reading: number }

export type Collected = { counts: FacetCounts; best: Found[] }

/** Which of the hits are shown: the first so many in an order. */
export type Wanted = { exact: Exact | null; identifierDocs: ReadonlySet<number>; sort: Order; keep: number }

/** Filters the hits of a segment, counts every facet over all of them and keeps the best. */
export function collect(segment: Segment, layers: readonly Layer[], filter: SegmentFilter, wanted: Wanted): Collected {
  const counts = new FacetCounts(segment, filter)
  return { counts, best: bestOf(segment, hitsOf(segment, layers, filter, counts), wanted) }
}

/** The best hits of a segment, without counting anything. */
export function bestOf(
  segment: Segment,
  hits: readonly Layer[],
  { exact, identifierDocs, sort, keep }: Wanted,
): Found[] {
  const best = new Best(keep)
  for (const { matches, tier } of hits) {
    if (sort === 'relevance') rank(segment, matches, tier, exact, identifierDocs, best)
    else orderHits(segment, matches, tier, sort, best)
  }
  return best.sorted()
}

/** Documents that are no more may be among them, but are not counted. */
function hitsOf(
  segment: Segment,
  layers: readonly Layer[],
  filter: SegmentFilter,
  counts: FacetCounts,
): readonly Layer[] {
  if (!filter.any) {
    counts.addAll(layers.map(({ matches }) => matches.docs))
    return layers
  }
  const listed = layers.map(({ matches, tier }) => ({ matches: narrowed(segment, filter, matches), tier }))
  const { creatorDocs, ways } = filter
  if (creatorDocs !== null) {
    // Who else could be chosen is counted among all.
    if (ways.length === 1) counts.addCreators(listed.map(({ matches }) => matches.docs))
    else for (const { matches } of listed) counts.addCreatorsOfSome(matches)
  }
  return listed.map(({ matches, tier }) => ({
    matches: counts.addSome(creatorDocs === null ? matches : among(matches, creatorDocs)),
    tier,
  }))
}

/**
 * Documents come with the best first, so that as soon as the page is full of hits of the best tier there is, no later
 * one can come in.
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
    if (tier * count + doc >= best.worst || whole.has(doc) || isDead(segment, doc)) continue
    best.add(tier * count + doc, doc, tier)
    worstTier = Math.floor(best.worst / count)
    worstDoc = best.worst % count
  }
  for (const doc of identifierDocs) if (indexOf(docs, doc) >= 0 && !isDead(segment, doc)) best.promote(doc, doc, 0)
}

/** Hits whose own title, or its reading, is the whole query: document → tier. */
function wholeTitles(segment: Segment, { docs, how, table }: Matches, exact: Exact): ReadonlyMap<number, number> {
  const { byTitle, byReading, columns } = segment
  const tierOfDoc = new Map<number, number>()
  const note = (order: Uint32Array, hashes: Uint32Array, hash: number, tier: (bits: number) => Tier) => {
    for (let i = firstWith(order, hashes, hash); hashes[order[i]!] === hash; i++) {
      const at = isDead(segment, order[i]!) ? -1 : indexOf(docs, order[i]!)
      if (at >= 0) tierOfDoc.set(order[i]!, tierNumber.get(tier(table[how[at]!]!))!)
    }
  }
  if (exact.reading >= 0) note(byReading, columns.readingHash, exact.reading, () => 'titleReadingExact')
  note(byTitle, columns.titleHash, exact.title, bits => tierOf(bits, 'title'))
  return tierOfDoc
}

const nobody: ReadonlyMap<number, number> = new Map()

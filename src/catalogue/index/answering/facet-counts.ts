import { buriedAmong } from '../keep/tombstones.ts'
import { CreatorCounts, type Creators } from '../segment/creator-counts.ts'
import { addToTally } from '../segment/facet-code.ts'
import { KeptCreators, keptFor, tallyOf } from '../segment/kept-counts.ts'
import type { Matches } from '../segment/matches.ts'
import type { Column, Segment } from '../segment/segment.ts'
import type { SegmentFilter } from './filter.ts'

/** The facets of one segment: histograms over small numbers, opened into names only at the end. */
export class FacetCounts {
  readonly filter: SegmentFilter
  readonly segment: Segment
  total = 0
  creators: Creators
  private readonly counted: CreatorCounts
  /**
   * By `facetPairs`, and by whereabouts: a row for each of the filter's ways, the last for those that nobody counts.
   */
  private readonly pairs: Uint32Array
  private readonly places: Uint32Array
  /** What was counted when the index was built. */
  private kept: Uint32Array | null = null

  constructor(segment: Segment, filter: SegmentFilter) {
    this.segment = segment
    this.filter = filter
    this.counted = new CreatorCounts(segment)
    this.creators = this.counted
    this.pairs = zeros(segment.facetPairs.length * (filter.ways.length + 1))
    this.places = zeros(filter.availableThere.length * (filter.ways.length + 1))
  }

  /** Counts lists that have no document in common, and are all hits. */
  addAll(lists: readonly Uint32Array[]): void {
    const { segment } = this
    const { facets, whereabouts } = segment.columns
    const kept = keptFor(segment, lists)
    if (kept >= 0) this.kept = tallyOf(segment.kept, kept)
    for (const docs of lists) {
      const buried = buriedAmong(segment, docs)
      this.total += docs.length - buried.length
      histogram(whereabouts, docs, buried, this.places)
      if (kept < 0) histogram(facets, docs, buried, this.pairs)
      else for (const doc of buried) this.pairs[facets[doc]!]!--
    }
    this.addCreators(lists)
  }

  /** Counts only the creators of such lists. */
  addCreators(lists: readonly Uint32Array[]): void {
    const { segment, counted } = this
    const kept = keptFor(segment, lists)
    const countAll = () => {
      for (const docs of lists) counted.add(docs, buriedAmong(segment, docs))
      return counted
    }
    this.creators =
      kept < 0
        ? countAll()
        : new KeptCreators(
            segment,
            kept,
            lists.flatMap(docs => buriedAmong(segment, docs)),
            countAll,
          )
  }

  /** Counts a list of which some are hits. @returns the hits; those that are no more may be among them */
  addSome(matches: Matches): Matches {
    const { hits, buried } = this.sift(matches)
    this.total += hits.docs.length - buried.length
    if (this.filter.creatorDocs === null) this.counted.add(hits.docs, buried)
    return hits
  }

  /** Counts the creators of those that are hits. */
  addCreatorsOfSome(matches: Matches): void {
    const { hits, buried } = new FacetCounts(this.segment, this.filter).sift(matches)
    this.counted.add(hits.docs, buried)
  }

  /** Adds what fails in one way, 0 for the hits, to a tally. */
  open(way: number, tally: Uint32Array): void {
    const { facetPairs } = this.segment
    const row = this.filter.ways.indexOf(way)
    if (row < 0) return
    // What is taken back from kept counts stands here below 0, and the sum is right.
    addToTally(tally, facetPairs, this.pairs.subarray(row * facetPairs.length, (row + 1) * facetPairs.length))
    if (this.kept !== null) for (let i = 0; i < tally.length; i++) tally[i]! += this.kept[i]!
  }

  /** By whereabouts; null where the filter has no such way. */
  placesOf(way: number): Uint32Array | null {
    const row = this.filter.ways.indexOf(way)
    const { length } = this.filter.availableThere
    return row < 0 ? null : this.places.subarray(row * length, (row + 1) * length)
  }

  /**
   * One loop that asks nothing: every bib is written down and kept by a step on, for a processor cannot guess who
   * fails.
   */
  private sift({ docs, how, table }: Matches): { hits: Matches; buried: number[] } {
    const { pairs, places } = this
    const { facets, whereabouts } = this.segment.columns
    const { pairFails, placeFails, rowOf, availableThere } = this.filter
    const { length: pairCount } = pairFails
    const { length: placeCount } = availableThere
    const hits = roomFor(docs.length)
    let n = 0
    for (let i = 0; i < docs.length; i++) {
      const pair = facets[docs[i]!]!
      const place = whereabouts[docs[i]!]!
      const row = rowOf[pairFails[pair]! | placeFails[place]!]!
      pairs[row * pairCount + pair]!++
      places[row * placeCount + place]!++
      hits[n] = i
      n += isHit[row]!
    }
    const buried = buriedAmong(this.segment, docs).filter(doc => this.takeBack(doc) === 0)
    const kept = { docs: new Uint32Array(n), how: new Uint8Array(n), table }
    for (let k = 0; k < n; k++) {
      kept.docs[k] = docs[hits[k]!]!
      kept.how[k] = how[hits[k]!]!
    }
    return { hits: kept, buried }
  }

  /** @returns the row it was counted in */
  private takeBack(doc: number): number {
    const { facets, whereabouts } = this.segment.columns
    const { pairFails, placeFails, rowOf, availableThere } = this.filter
    const pair = facets[doc]!
    const place = whereabouts[doc]!
    const row = rowOf[pairFails[pair]! | placeFails[place]!]!
    this.pairs[row * pairFails.length + pair]!--
    this.places[row * availableThere.length + place]!--
    return row
  }
}

function histogram(column: Column, docs: Uint32Array, buried: readonly number[], into: Uint32Array): void {
  for (let i = 0; i < docs.length; i++) into[column[docs[i]!]!]!++
  for (const doc of buried) into[column[doc]!]!--
}

const zeros = (length: number): Uint32Array => new Uint32Array(length)

/** By row: 1 for the first. */
const isHit = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0)

/** Used again for every list: memory that the system has to find and clear costs more than the list. */
let room = new Uint32Array(0)
function roomFor(length: number): Uint32Array {
  if (room.length < length) room = new Uint32Array(length)
  return room
}

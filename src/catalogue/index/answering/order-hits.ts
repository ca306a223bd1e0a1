import type { SortOrder } from '../catalogue-index.ts'
import { type Layer, tierTables } from '../matching/layer.ts'
import { indexOf, type Matches } from '../segment/matches.ts'
import { isDead, type Segment } from '../segment/segment.ts'
import type { Best } from './best.ts'

export type Order = SortOrder | 'loans' | 'holds'

/** Keeps the first hits of a segment in an order that somebody chose. */
export function orderHits(
  segment: Segment,
  { docs, how, table }: Matches,
  layer: Layer['tier'],
  sort: Exclude<Order, 'relevance'>,
  best: Best,
): void {
  const tierOfHow = table.map(bits => tierTables[layer][bits]!)
  const tierAt = (i: number) => tierOfHow[how[i]!]!
  const known = knownOrder(segment, sort)
  if (known === null) {
    const keyOf = sortKeys(segment, sort)
    for (let i = 0; i < docs.length; i++) {
      const key = keyOf(docs[i]!)
      // Documents stand in the order of popularity.
      if (key >= best.worst && sort === 'popular') break
      if (key < best.worst && !isDead(segment, docs[i]!)) best.add(key, docs[i]!, tierAt(i))
    }
  } else if (docs.length ** 2 > best.keep * segment.count * LOOKUP_COST) walk(segment, docs, known, best, tierAt)
  else byPlaces(segment, docs, known, best, tierAt)
}

/** Of many hits the first are found soonest by going through all records in their order. */
function walk(
  segment: Segment,
  docs: Uint32Array,
  { inOrder, turned }: KnownOrder,
  best: Best,
  tierAt: (i: number) => number,
): void {
  for (let place = 0; place < inOrder.length && place < best.worst; place++) {
    const doc = inOrder[place < turned ? turned - 1 - place : place]!
    const at = isDead(segment, doc) ? -1 : indexOf(docs, doc)
    if (at >= 0) best.add(place, doc, tierAt(at))
  }
}

/** To find out whether a record is among the hits costs as much as to read so many places. */
const LOOKUP_COST = 64

function byPlaces(
  segment: Segment,
  docs: Uint32Array,
  { places, turned }: KnownOrder,
  best: Best,
  tierAt: (i: number) => number,
): void {
  let { worst } = best
  for (let i = 0; i < docs.length; i++) {
    const place = places[docs[i]!]!
    const key = place < turned ? turned - 1 - place : place
    if (key >= worst || isDead(segment, docs[i]!)) continue
    best.add(key, docs[i]!, tierAt(i))
    worst = best.worst
  }
}

/**
 * An order that was worked out once for all records: the place of each, and the records in this order. The first
 * `turned` of them are taken from the end; those behind lack what is sorted by.
 */
type KnownOrder = { places: Uint32Array; inOrder: Uint32Array; turned: number }

function knownOrder({ columns, count }: Segment, sort: Exclude<Order, 'relevance'>): KnownOrder | null {
  const byTitle = { places: columns.titlePlace, inOrder: columns.byTitlePlace, turned: 0 }
  const byAuthor = { places: columns.authorPlace, inOrder: columns.byAuthorPlace, turned: 0 }
  const byClass = { places: columns.classPlace, inOrder: columns.byClassPlace, turned: 0 }
  switch (sort) {
    case 'title':
      return byTitle
    case 'titleBack':
      return { ...byTitle, turned: count }
    case 'author':
      return byAuthor
    case 'authorBack':
      return { ...byAuthor, turned: howMany(columns.byAuthorPlace, columns.creator) }
    case 'class':
      return byClass
    case 'classBack':
      return { ...byClass, turned: howMany(columns.byClassPlace, columns.notation) }
    default:
      return null
  }
}

/** Of records in an order, those that have what it goes by: they stand before those that have 0. */
function howMany(inOrder: Uint32Array, column: Uint32Array): number {
  let low = 0
  let high = inOrder.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (column[inOrder[middle]!] === 0) high = middle
    else low = middle + 1
  }
  return low
}

function sortKeys({ columns, count }: Segment, sort: Exclude<Order, 'relevance'>): (doc: number) => number {
  const { year, addedOn } = columns
  switch (sort) {
    case 'newest':
      return doc => (9999 - year[doc]!) * count + doc
    case 'oldest':
      return doc => (year[doc] === 0 ? 10_000 : year[doc]!) * count + doc
    case 'title':
    case 'titleBack':
    case 'author':
    case 'authorBack':
    case 'class':
    case 'classBack':
    case 'popular':
      return doc => doc
    case 'addedOldest':
      return doc => (addedOn[doc] === 0 ? 0x10000 : addedOn[doc]!) * count + doc
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

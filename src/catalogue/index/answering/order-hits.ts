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
  { inOrder }: KnownOrder,
  best: Best,
  tierAt: (i: number) => number,
): void {
  for (let place = 0; place < inOrder.length && place < best.worst; place++) {
    const doc = inOrder[place]!
    const at = isDead(segment, doc) ? -1 : indexOf(docs, doc)
    if (at >= 0) best.add(place, doc, tierAt(at))
  }
}

/** To find out whether a record is among the hits costs as much as to read so many places. */
const LOOKUP_COST = 64

function byPlaces(
  segment: Segment,
  docs: Uint32Array,
  { places }: KnownOrder,
  best: Best,
  tierAt: (i: number) => number,
): void {
  let { worst } = best
  for (let i = 0; i < docs.length; i++) {
    const key = places[docs[i]!]!
    if (key >= worst || isDead(segment, docs[i]!)) continue
    best.add(key, docs[i]!, tierAt(i))
    worst = best.worst
  }
}

/** An order that was worked out once for all records: the place of each, and the records in this order. */
type KnownOrder = { places: Uint32Array; inOrder: Uint32Array }

function knownOrder({ columns }: Segment, sort: Exclude<Order, 'relevance'>): KnownOrder | null {
  if (sort === 'title') return { places: columns.titlePlace, inOrder: columns.byTitlePlace }
  if (sort === 'author') return { places: columns.authorPlace, inOrder: columns.byAuthorPlace }
  return sort === 'class' ? { places: columns.classPlace, inOrder: columns.byClassPlace } : null
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

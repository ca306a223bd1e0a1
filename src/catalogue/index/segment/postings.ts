import { firstFrom, lowerBound } from './lower-bound.ts'
import { inOneField } from './masks.ts'
import { type Matches, matchesOf, noMatches, union } from './matches.ts'
import type { Postings, Segment } from './segment.ts'

/** Some neighbouring lists of postings: keys from..to. */
export type Lists = { postings: Postings; from: number; to: number }

export const lists = (postings: Postings, from: number, to: number): Lists => ({
  postings,
  from: Math.max(0, from),
  to: Math.max(0, to),
})

export const listSize = ({ postings, from, to }: Lists): number =>
  to <= from ? 0 : postings.starts[to]! - postings.starts[from]!

/** The places of one key, or of all keys from the first up to but without the last. */
export function keyRange({ keys }: Postings, first: number, last = first + 1): [number, number] {
  return [lowerBound(keys, first), lowerBound(keys, last)]
}

export function identifierRange(segment: Segment, number: number, behind = number + 1): Lists {
  const from = lowerBound(segment.identifiers, number)
  const to = lowerBound(segment.identifiers, behind)
  // Not sorted, and a bib may have several: they are made a list of their own.
  const docs = Uint32Array.from(new Set(segment.identifierDocs.subarray(from, to))).sort()
  return {
    postings: {
      keys: new Uint32Array(1),
      starts: Uint32Array.of(0, docs.length),
      docs,
      masks: new Uint8Array(docs.length),
    },
    from: 0,
    to: 1,
  }
}

/** What the masks of a list say (masks.ts), by the place of the list. */
export type HowTable = (place: number) => Uint8Array

/** All documents of some lists, once each, sorted; those the mask puts nowhere (`how` 0) are left out. */
export function unionOf(count: number, { postings, from, to }: Lists, how: HowTable): Matches {
  const size = listSize({ postings, from, to })
  if (size === 0) return noMatches
  if (to - from === 1) return oneList(postings, from, size, how(from))
  const largest = largestOf(postings, from, to)
  if (listSize(lists(postings, largest, largest + 1)) * 4 > size) {
    // Most often a name and the few that only begin like it.
    const others = [lists(postings, from, largest), lists(postings, largest + 1, to)].filter(part => listSize(part) > 0)
    return others
      .map(part => unionOf(count, part, how))
      .reduce(union, unionOf(count, lists(postings, largest, largest + 1), how))
  }
  return size < count >>> 6
    ? sortedUnion(postings, from, to, size, how)
    : spreadUnion(count, postings, from, to, size, how)
}

function largestOf({ starts }: Postings, from: number, to: number): number {
  let largest = from
  for (let place = from; place < to; place++)
    if (starts[place + 1]! - starts[place]! > starts[largest + 1]! - starts[largest]!) largest = place
  return largest
}

/** Most often every document of a list counts, and the list itself is the answer. */
function oneList(postings: Postings, place: number, size: number, table: Uint8Array): Matches {
  const first = postings.starts[place]!
  const docs = postings.docs.subarray(first, first + size)
  const masks = postings.masks.subarray(first, first + size)
  // No posting has the mask 0, unless the table has a word for it.
  if (table.indexOf(0, 1) < 0) return { docs, how: masks, table }
  const kept = { docs: new Uint32Array(size), how: new Uint8Array(size) }
  let n = 0
  for (let i = 0; i < size; i++) {
    const here = table[masks[i]!]!
    kept.docs[n] = docs[i]!
    kept.how[n] = here
    if (here !== 0) n++
  }
  return matchesOf(kept.docs, kept.how, n)
}

/** For few postings: sorts them. */
function sortedUnion(
  { starts, docs, masks }: Postings,
  from: number,
  to: number,
  size: number,
  how: HowTable,
): Matches {
  const packed = new Float64Array(size)
  let length = 0
  for (let place = from; place < to; place++) {
    const table = how(place)
    for (let i = starts[place]!; i < starts[place + 1]!; i++) {
      const here = table[masks[i]!]!
      if (here !== 0) packed[length++] = docs[i]! * 256 + here
    }
  }
  const sorted = packed.subarray(0, length).sort()
  const out = { docs: new Uint32Array(length), how: new Uint8Array(length) }
  let n = 0
  for (let i = 0; i < length; i++) {
    const doc = Math.floor(sorted[i]! / 256)
    const here = sorted[i]! - doc * 256
    if (n > 0 && out.docs[n - 1] === doc) out.how[n - 1]! |= here
    else {
      out.docs[n] = doc
      out.how[n++] = here
    }
  }
  return matchesOf(out.docs, out.how, n)
}

/** For many: spreads them over one byte per document and reads that in order, four at a time where nothing is. */
function spreadUnion(
  count: number,
  { starts, docs, masks }: Postings,
  from: number,
  to: number,
  size: number,
  how: HowTable,
): Matches {
  if (spread.length < count) {
    spread = new Uint8Array(Math.ceil(count / 4) * 4)
    fours = new Uint32Array(spread.buffer)
  }
  for (let place = from; place < to; place++) {
    const table = how(place)
    const end = starts[place + 1]!
    for (let i = starts[place]!; i < end; i++) spread[docs[i]!]! |= table[masks[i]!]!
  }
  const out = { docs: new Uint32Array(Math.min(size, count)), how: new Uint8Array(Math.min(size, count)) }
  let n = 0
  for (let four = 0; four * 4 < count; four++) {
    if (fours[four] === 0) continue
    for (let doc = four * 4; doc < four * 4 + 4; doc++) {
      const here = spread[doc]!
      if (here === 0) continue
      out.docs[n] = doc
      out.how[n++] = here
    }
    fours[four] = 0
  }
  return matchesOf(out.docs, out.how, n)
}

/** All zero between two calls. */
let spread = new Uint8Array(0)
let fours = new Uint32Array(spread.buffer)

/** Those of some documents that stand in a list. */
export function listedWithin({ postings, from }: Lists, table: Uint8Array, within: Uint32Array): Matches {
  const { docs, masks, starts } = postings
  const end = starts[from + 1]!
  const kept = { docs: new Uint32Array(within.length), how: new Uint8Array(within.length) }
  const isMuchLonger = end - starts[from]! > within.length * 256
  let n = 0
  let j = starts[from]!
  for (let i = 0; i < within.length && j < end; i++) {
    const doc = within[i]!
    j = isMuchLonger ? firstFrom(docs, doc, j, end) : firstAmongEights(docs, doc, j, end)
    if (j === end) break
    const here = table[masks[j]!]!
    kept.docs[n] = doc
    kept.how[n] = here
    n += oneIfZero(docs[j]! ^ doc) & oneIfMore(here)
  }
  return matchesOf(kept.docs, kept.how, n)
}

/**
 * The same as `firstFrom` for documents that lie near each other: eight by eight, and of the last eight without a
 * question how many are before it, since a processor would guess every second answer wrong.
 */
function firstAmongEights(docs: Uint32Array, doc: number, from: number, end: number): number {
  let at = from
  while (at + 7 < end && docs[at + 7]! < doc) at += 8
  if (at + 7 >= end) return lowerBound(docs, doc, at, end)
  return (
    at +
    oneIfBelow(docs[at]!, doc) +
    oneIfBelow(docs[at + 1]!, doc) +
    oneIfBelow(docs[at + 2]!, doc) +
    oneIfBelow(docs[at + 3]!, doc) +
    oneIfBelow(docs[at + 4]!, doc) +
    oneIfBelow(docs[at + 5]!, doc) +
    oneIfBelow(docs[at + 6]!, doc)
  )
}

/** Of numbers below 2³¹, by their sign. */
const oneIfBelow = (a: number, b: number): number => (a - b) >>> 31
const oneIfZero = (a: number): number => (a - 1) >>> 31
const oneIfMore = (a: number): number => -a >>> 31

/** Candidates of a list that stand in one more list, in a place both name. */
export function intersectPlaces({ docs, how, table }: Matches, { postings, from }: Lists): Matches {
  const other = postings.docs
  const end = postings.starts[from + 1]!
  const kept = { docs: new Uint32Array(docs.length), how: new Uint8Array(docs.length) }
  let n = 0
  let j = postings.starts[from]!
  for (let i = 0; i < docs.length && j < end; i++) {
    const doc = docs[i]!
    j = firstFrom(other, doc, j, end)
    if (j === end || other[j] !== doc) continue
    kept.docs[n] = doc
    kept.how[n] = table[how[i]!]! & postings.masks[j]!
    if (inOneField(kept.how[n]!)) n++
  }
  return matchesOf(kept.docs, kept.how, n)
}

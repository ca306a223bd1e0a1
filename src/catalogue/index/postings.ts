import type { Matches } from './evaluate.ts'
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

export function identifierRange(segment: Segment, number: number): Lists {
  const from = lowerBound(segment.identifiers, number)
  const to = lowerBound(segment.identifiers, number + 1)
  // A few documents, not sorted; they are made a list of their own.
  const docs = segment.identifierDocs.slice(from, to).sort()
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

/**
 * All documents of some lists, once each, sorted; those the mask puts nowhere (`how` 0) are left out.
 * @param how what a mask says, the second argument is the place of the list
 */
export function unionOf(
  count: number,
  { postings, from, to }: Lists,
  how: (mask: number, place: number) => number,
): Matches {
  const { starts, docs, masks } = postings
  const first = starts[from] ?? 0
  const size = to <= from ? 0 : starts[to]! - first
  if (to - from === 1) {
    const out = { docs: new Uint32Array(size), how: new Uint8Array(size) }
    let n = 0
    for (let i = 0; i < size; i++) {
      const here = how(masks[first + i]!, from)
      if (here === 0) continue
      out.docs[n] = docs[first + i]!
      out.how[n++] = here
    }
    return { docs: out.docs.subarray(0, n), how: out.how.subarray(0, n) }
  }
  return size < count >>> 6
    ? sortedUnion(postings, from, to, size, how)
    : spreadUnion(count, postings, from, to, size, how)
}

/** For few postings: sorts them. */
function sortedUnion(
  { starts, docs, masks }: Postings,
  from: number,
  to: number,
  size: number,
  how: (mask: number, place: number) => number,
): Matches {
  const packed = new Float64Array(size)
  let length = 0
  for (let place = from; place < to; place++)
    for (let i = starts[place]!; i < starts[place + 1]!; i++) {
      const here = how(masks[i]!, place)
      if (here !== 0) packed[length++] = docs[i]! * 256 + here
    }
  const sorted = packed.subarray(0, length).sort()
  const out = { docs: new Uint32Array(length), how: new Uint8Array(length) }
  let n = 0
  for (const both of sorted) {
    const doc = Math.floor(both / 256)
    if (n > 0 && out.docs[n - 1] === doc) out.how[n - 1]! |= both % 256
    else {
      out.docs[n] = doc
      out.how[n++] = both % 256
    }
  }
  return { docs: out.docs.subarray(0, n), how: out.how.subarray(0, n) }
}

/** For many: spreads them over one byte per document and reads that in order. */
function spreadUnion(
  count: number,
  { starts, docs, masks }: Postings,
  from: number,
  to: number,
  size: number,
  how: (mask: number, place: number) => number,
): Matches {
  if (spread.length < count) spread = new Uint8Array(count)
  for (let place = from; place < to; place++)
    for (let i = starts[place]!; i < starts[place + 1]!; i++) spread[docs[i]!]! |= how(masks[i]!, place)
  const out = { docs: new Uint32Array(Math.min(size, count)), how: new Uint8Array(Math.min(size, count)) }
  let n = 0
  for (let doc = 0; doc < count; doc++) {
    const here = spread[doc]!
    if (here === 0) continue
    out.docs[n] = doc
    out.how[n++] = here
    spread[doc] = 0
  }
  return { docs: out.docs.subarray(0, n), how: out.how.subarray(0, n) }
}

/** All zero between two calls. */
let spread = new Uint8Array(0)

export function lowerBound(keys: Uint32Array | Float64Array, key: number): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (keys[middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}

import { both, found } from '../rules/rank.ts'

/** Documents that match, sorted, and how each does (bits of rank.ts). */
export type Matches = { docs: Uint32Array; how: Uint8Array }

export const noMatches: Matches = { docs: new Uint32Array(0), how: new Uint8Array(0) }

export function union(a: Matches, b: Matches): Matches {
  if (a.docs.length === 0) return b
  if (b.docs.length === 0) return a
  if (a.docs.length < b.docs.length >>> 5) return withFew(b, a)
  if (b.docs.length < a.docs.length >>> 5) return withFew(a, b)
  const docs = new Uint32Array(a.docs.length + b.docs.length)
  const how = new Uint8Array(docs.length)
  let i = 0
  let j = 0
  let n = 0
  while (i < a.docs.length && j < b.docs.length) {
    const one = a.docs[i]!
    const other = b.docs[j]!
    if (one < other) {
      docs[n] = one
      how[n++] = a.how[i++]!
    } else if (one > other) {
      docs[n] = other
      how[n++] = b.how[j++]!
    } else {
      docs[n] = one
      how[n++] = a.how[i++]! | b.how[j++]!
    }
  }
  docs.set(a.docs.subarray(i), n)
  how.set(a.how.subarray(i), n)
  n += a.docs.length - i
  docs.set(b.docs.subarray(j), n)
  how.set(b.how.subarray(j), n)
  n += b.docs.length - j
  return { docs: docs.subarray(0, n), how: how.subarray(0, n) }
}

/** A long list and a short one: what lies between two of the few is copied in one piece. */
function withFew(many: Matches, few: Matches): Matches {
  const docs = new Uint32Array(many.docs.length + few.docs.length)
  const how = new Uint8Array(docs.length)
  let from = 0
  let n = 0
  for (let i = 0; i < few.docs.length; i++) {
    const doc = few.docs[i]!
    let to = lowerBound(many.docs, doc, from)
    const there = many.docs[to] === doc
    if (there) to++
    docs.set(many.docs.subarray(from, to), n)
    how.set(many.how.subarray(from, to), n)
    n += to - from
    from = to
    if (there) how[n - 1]! |= few.how[i]!
    else {
      docs[n] = doc
      how[n++] = few.how[i]!
    }
  }
  docs.set(many.docs.subarray(from), n)
  how.set(many.how.subarray(from), n)
  n += many.docs.length - from
  return { docs: docs.subarray(0, n), how: how.subarray(0, n) }
}

function lowerBound(docs: Uint32Array, doc: number, from: number): number {
  let low = from
  let high = docs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (docs[middle]! < doc) low = middle + 1
    else high = middle
  }
  return low
}

export function intersect(a: Matches, b: Matches): Matches {
  const docs = new Uint32Array(Math.min(a.docs.length, b.docs.length))
  const how = new Uint8Array(docs.length)
  let n = 0
  for (let i = 0, j = 0; i < a.docs.length && j < b.docs.length; ) {
    const one = a.docs[i]!
    const other = b.docs[j]!
    if (one === other) {
      docs[n] = one
      how[n++] = bothOf(a.how[i++]!, b.how[j++]!)
    } else if (one < other) i++
    else j++
  }
  return { docs: docs.subarray(0, n), how: how.subarray(0, n) }
}

/** AND in whatever order the parts are read; `titleStart` was taken from all but the first part before. */
export const bothOf = (a: number, b: number): number => both(a, b) | ((a | b) & found.titleStart)

/** In an AND only the first word says how a title starts. */
export function onlyFirstStarts(matches: Matches, place: number): Matches {
  if (place === 0) return matches
  return { docs: matches.docs, how: matches.how.map(how => how & ~found.titleStart) }
}

export function without(a: Matches, b: Matches): Matches {
  const docs = new Uint32Array(a.docs.length)
  const how = new Uint8Array(a.docs.length)
  let n = 0
  for (let i = 0, j = 0; i < a.docs.length; i++) {
    while (j < b.docs.length && b.docs[j]! < a.docs[i]!) j++
    if (b.docs[j] === a.docs[i]) continue
    docs[n] = a.docs[i]!
    how[n++] = a.how[i]!
  }
  return { docs: docs.subarray(0, n), how: how.subarray(0, n) }
}

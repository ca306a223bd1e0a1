import { both, found } from '#catalogue/rules/search/rank.ts'
import { lowerBound } from './lower-bound.ts'

/**
 * Documents that match, sorted, and how each does: `table[how[i]]` has the bits of rank.ts. A list of postings is an
 * answer as it lies in memory, with its masks for `how` and what they say as the table; most hits are never asked.
 */
export type Matches = { docs: Uint32Array; how: Uint8Array; table: Uint8Array }

/** For `how` that are the bits themselves. */
export const asFound: Uint8Array = Uint8Array.from({ length: 256 }, (_, how) => how)
export const matchesOf = (docs: Uint32Array, how: Uint8Array, count = docs.length): Matches =>
  // A view is no small thing to make, and is most often not needed.
  count === docs.length && count === how.length
    ? { docs, how, table: asFound }
    : { docs: docs.subarray(0, count), how: how.subarray(0, count), table: asFound }
export const noMatches: Matches = matchesOf(new Uint32Array(0), new Uint8Array(0))

export function union(a: Matches, b: Matches): Matches {
  if (a.docs.length === 0) return b
  if (b.docs.length === 0) return a
  if (a.docs.length < b.docs.length >>> 5) return withFew(b, a)
  if (b.docs.length < a.docs.length >>> 5) return withFew(a, b)
  const docs = new Uint32Array(a.docs.length + b.docs.length)
  const how = new Uint8Array(docs.length)
  const { docs: ones, how: oneHow, table: oneTable } = a
  const { docs: others, how: otherHow, table: otherTable } = b
  let i = 0
  let j = 0
  let n = 0
  while (i < ones.length && j < others.length) {
    const one = ones[i]!
    const other = others[j]!
    docs[n] = Math.min(one, other)
    how[n++] = (one <= other ? oneTable[oneHow[i]!]! : 0) | (other <= one ? otherTable[otherHow[j]!]! : 0)
    if (one <= other) i++
    if (other <= one) j++
  }
  n = append(docs, how, n, a, i, ones.length)
  n = append(docs, how, n, b, j, others.length)
  return matchesOf(docs, how, n)
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
    n = append(docs, how, n, many, from, to)
    from = to
    const here = few.table[few.how[i]!]!
    if (there) how[n - 1]! |= here
    else {
      docs[n] = doc
      how[n++] = here
    }
  }
  n = append(docs, how, n, many, from, many.docs.length)
  return matchesOf(docs, how, n)
}

/** @returns where the next goes */
function append(
  docs: Uint32Array,
  how: Uint8Array,
  at: number,
  { docs: more, how: masks, table }: Matches,
  from: number,
  to: number,
): number {
  docs.set(more.subarray(from, to), at)
  for (let i = from; i < to; i++) how[at + i - from] = table[masks[i]!]!
  return at + to - from
}

/** Where a document stands among sorted ones, -1 for nowhere. */
export function indexOf(docs: Uint32Array, doc: number): number {
  const at = lowerBound(docs, doc)
  return docs[at] === doc ? at : -1
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
      how[n++] = bothOf(a.table[a.how[i++]!]!, b.table[b.how[j++]!]!)
    } else if (one < other) i++
    else j++
  }
  return matchesOf(docs, how, n)
}

/** AND in whatever order the parts are read; `titleStart` was taken from all but the first part before. */
export const bothOf = (a: number, b: number): number => both(a, b) | ((a | b) & found.titleStart)

/** In an AND only the first word says how a title starts. */
export function onlyFirstStarts(matches: Matches, place: number): Matches {
  return place === 0 ? matches : { ...matches, table: matches.table.map(how => how & ~found.titleStart) }
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
  return { ...matchesOf(docs, how, n), table: a.table }
}

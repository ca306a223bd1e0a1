import { firstFrom } from './lower-bound.ts'
import type { Matches } from './matches.ts'

let every = new Uint32Array(0)
/** 0, 1, 2 …: all documents of a segment. Made once, and only to be read. */
export function everyDoc(count: number): Uint32Array {
  if (every.length < count) {
    every = new Uint32Array(count)
    for (let doc = 0; doc < count; doc++) every[doc] = doc
  }
  return every.subarray(0, count)
}

/**
 * Different documents in any order, sorted. Many are spread over one bit a document, which is quicker than comparing
 * them.
 */
export function sortedDocs(docs: Uint32Array, count: number): Uint32Array {
  if (docs.length < count >>> 6) return docs.slice().sort()
  const bits = new Uint32Array((count + 31) >>> 5)
  for (let i = 0; i < docs.length; i++) bits[docs[i]! >>> 5]! |= 1 << (docs[i]! & 31)
  const sorted = new Uint32Array(docs.length)
  let n = 0
  for (let at = 0; at < bits.length; at++)
    for (let left = bits[at]!; left !== 0; left &= left - 1) sorted[n++] = at * 32 + 31 - Math.clz32(left & -left)
  return sorted
}

/** Those of the matches that stand in a list. The shorter of the two is gone through, and the other asked. */
export function among({ docs, how, table }: Matches, list: Uint32Array): Matches {
  // They are all documents up to their last, and so all of the list.
  if (docs.at(-1) === docs.length - 1 && (list.at(-1) ?? 0) < docs.length)
    return { docs: list, how: howOf(how, list), table }
  const length = Math.min(docs.length, list.length)
  const kept = { docs: new Uint32Array(length), how: new Uint8Array(length) }
  const [shorter, longer] = docs.length < list.length ? [docs, list] : [list, docs]
  let n = 0
  for (let i = 0, at = 0; i < length && at < longer.length; i++) {
    at = firstFrom(longer, shorter[i]!, at)
    if (longer[at] !== shorter[i]) continue
    kept.docs[n] = shorter[i]!
    kept.how[n++] = how[shorter === docs ? i : at]!
  }
  return { docs: kept.docs.subarray(0, n), how: kept.how.subarray(0, n), table }
}

function howOf(how: Uint8Array, docs: Uint32Array): Uint8Array {
  const own = new Uint8Array(docs.length)
  for (let i = 0; i < docs.length; i++) own[i] = how[docs[i]!]!
  return own
}

import type { SearchRequest } from '#catalogue/index/catalogue-index.ts'
import type { Postings, Segment } from '#catalogue/index/segment/segment.ts'
import { foldWritten, isWordUnit, written } from '#catalogue/rules/writing/fold.ts'

/**
 * The least any engine could do: the lists of two characters intersected, first page, total and four facets; no
 * ranking, no verification, no readings, no tombstones. What the catalogue index costs above this is what it does for
 * the reader. Null for queries that are not Han or kana.
 */
export function bareSearch(
  segment: Segment,
  { text = '' }: SearchRequest,
): { total: number; first: Uint32Array } | null {
  const lists: Uint32Array[] = []
  for (const word of written(text).split(' ')) {
    const units = foldWritten(word)
    if (units.length < 2 || [...units].some(char => isWordUnit(char.charCodeAt(0)))) return null
    for (let i = 0; i + 1 < units.length; i++)
      lists.push(listOf(segment.grams, units.charCodeAt(i), units.charCodeAt(i + 1)))
  }
  if (lists.length === 0) return null
  const docs = lists.sort((a, b) => a.length - b.length).reduce(common)
  const { facets, year, notation, whereabouts } = segment.columns
  const codes = new Uint32Array(segment.facetPairs.length)
  const years = new Uint32Array(10_000)
  const notations = new Uint32Array(segment.notations.starts.length)
  const places = new Uint32Array(65_536)
  for (const doc of docs) {
    codes[facets[doc]!]!++
    years[year[doc]!]!++
    notations[notation[doc]!]!++
    places[whereabouts[doc]!]!++
  }
  return { total: docs.length, first: docs.subarray(0, 20) }
}

function listOf({ keys, starts, docs }: Postings, first: number, second: number): Uint32Array {
  const key = first * 65_536 + second
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (keys[middle]! < key) low = middle + 1
    else high = middle
  }
  return keys[low] === key ? docs.subarray(starts[low], starts[low + 1]) : docs.subarray(0, 0)
}

function common(a: Uint32Array, b: Uint32Array): Uint32Array {
  const out = new Uint32Array(Math.min(a.length, b.length))
  let n = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; )
    if (a[i] === b[j]) {
      out[n++] = a[i++]!
      j++
    } else if (a[i]! < b[j]!) i++
    else j++
  return out.subarray(0, n)
}

/** The first place, from one on, whose number is not below a value; `end` when there is none. */
export function lowerBound(sorted: Uint32Array | Float64Array, value: number, from = 0, end = sorted.length): number {
  let low = from
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The same from a place on, looked for in doubling steps: for values that are asked in order. */
export function firstFrom(sorted: Uint32Array, value: number, from: number, end = sorted.length): number {
  let low = from
  let step = 1
  while (low + step < end && sorted[low + step]! < value) {
    low += step
    step *= 2
  }
  return lowerBound(sorted, value, low, Math.min(end, low + step + 1))
}

/** Where in an order by hash the documents with this hash begin. */
export function firstWith(order: Uint32Array, hashes: Uint32Array, hash: number): number {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (hashes[order[middle]!]! < hash) low = middle + 1
    else high = middle
  }
  return low
}

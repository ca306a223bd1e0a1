/** The first place, from one on, whose number is not below a value; the length when there is none. */
export function lowerBound(sorted: Uint32Array | Float64Array, value: number, from = 0): number {
  let low = from
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

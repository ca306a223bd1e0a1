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

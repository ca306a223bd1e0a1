/** Orders as permutations: place → what stands there. */

/** What stands at a place → its place. */
export function inverse(places: Uint32Array): Uint32Array {
  const out = new Uint32Array(places.length)
  for (let i = 0; i < places.length; i++) out[places[i]!] = i
  return out
}

/** Stable: equal values stay in their order. */
export const sortedPlaces = (values: Uint32Array | Float64Array): Uint32Array =>
  Uint32Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b)

export function placesInOrder(count: number, text: (i: number) => string): Uint32Array {
  const texts = Array.from({ length: count }, (_, i) => text(i))
  return Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) =>
    texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : a - b,
  )
}

/** A column whose value number i is what the column given has at `places[i]`. */
export function arranged<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
  column: T,
  places: Uint32Array,
): T {
  const out = column.slice() as T
  for (let i = 0; i < places.length; i++) out[i] = column[places[i]!]!
  return out
}

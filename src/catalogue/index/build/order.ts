import { foldedUnit } from '#catalogue/rules/writing/fold.ts'
import { hash32 } from '../segment/hash.ts'
import { mark } from '../segment/record-text.ts'
import { inverse } from './places.ts'

type Unordered = {
  text: Uint16Array
  textStart: Uint32Array
  ids: Uint32Array
  popularity: Uint32Array
  year: Uint16Array
  volume: Float64Array
  notation: Uint32Array
  /** creator → place by reading */
  creatorPlace: Uint32Array
  /** place + 1, 0 for none */
  firstCreator: Uint32Array
}

/**
 * The static rank (most wanted, then newest, then the youngest number) and the places of the other sort orders, all
 * worked out once, so that a search compares numbers only. Places are by document as it came.
 */
export function orderDocs(all: Unordered): {
  docs: Uint32Array
  titlePlace: Uint32Array
  authorPlace: Uint32Array
  classPlace: Uint32Array
} {
  const { ids, popularity, year, firstCreator, creatorPlace, notation } = all
  const count = ids.length
  const docs = Uint32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => popularity[b]! - popularity[a]! || year[b]! - year[a]! || ids[b]! - ids[a]!,
  )
  const titlePlace = placesByTitle(all)
  const authorPlace = placesBy(count, titlePlace, doc =>
    firstCreator[doc] === 0 ? creatorPlace.length : creatorPlace[firstCreator[doc]! - 1]!,
  )
  const classPlace = placesBy(count, titlePlace, doc => (notation[doc] === 0 ? NO_NOTATION : notation[doc]!))
  return { docs, titlePlace, authorPlace, classPlace }
}

/** More than there are notations in any edition. */
const NO_NOTATION = 0x400000

/**
 * The text a title sorts by: its reading, without the effect of long vowels; the title where there is no reading.
 * Numbers in it sort as such.
 */
export function sortText(text: Uint16Array, start: number): string {
  let at = start
  while (text[at] !== mark.titleReading && text[at] !== mark.end) at++
  if (text[at] === mark.end) at = start
  let out = ''
  for (at++; text[at]! > mark.end; at++)
    if (foldedUnit[text[at]!] !== 0) out += String.fromCharCode(foldedUnit[text[at]!]!)
  return out.replace(/\d+/g, asNumber)
}

/** 第2 before 第10: a number is led by how long it is, and by nothing that is nought. */
function asNumber(digits: string): string {
  const plain = digits.replace(/^0+(?=\d)/, '')
  return String.fromCharCode(DIGIT_0 + Math.min(9, plain.length - 1)) + plain
}
const DIGIT_0 = 0x30

function placesByTitle({ text, textStart, ids, volume, year }: Unordered): Uint32Array {
  const count = ids.length
  const packed = new Float64Array(count)
  const hashes = new Uint32Array(count)
  for (let doc = 0; doc < count; doc++) {
    const key = sortText(text, textStart[doc]!)
    packed[doc] = packedStart(key)
    hashes[doc] = hash32(key)
  }
  const byText = (a: number, b: number): number => {
    if (hashes[a] === hashes[b]) return 0
    const one = sortText(text, textStart[a]!)
    const other = sortText(text, textStart[b]!)
    return one < other ? -1 : one > other ? 1 : 0
  }
  const sorted = Uint32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) =>
      packed[a]! - packed[b]! || byText(a, b) || volume[a]! - volume[b]! || year[a]! - year[b]! || ids[a]! - ids[b]!,
  )
  return inverse(sorted)
}

/** Digits, Latin letters, kana, kanji; the same order as `titlePlace`. */
export const compareSortTexts = (a: string, b: string): number =>
  packedStart(a) - packedStart(b) || (a < b ? -1 : a > b ? 1 : 0)

/**
 * The first seven characters as one number in the same order; stops at what it cannot hold, and the texts themselves
 * are compared.
 */
function packedStart(key: string): number {
  let packed = 0
  let stopped = false
  for (let i = 0; i < 7; i++) {
    const code = stopped || i >= key.length ? 0 : sortCode(key.charCodeAt(i))
    if (code === BETWEEN || code === AFTER) stopped = true
    packed = packed * 130 + code
  }
  return packed
}

const BETWEEN = 38
const AFTER = 129
function sortCode(unit: number): number {
  if (unit < 0x30) return 1
  if (unit <= 0x39) return 2 + unit - 0x30
  if (unit >= 0x61 && unit <= 0x7a) return 12 + unit - 0x61
  if (unit < 0x30a1) return BETWEEN
  return unit <= 0x30fa ? 39 + unit - 0x30a1 : AFTER
}

function placesBy(count: number, titlePlace: Uint32Array, group: (doc: number) => number): Uint32Array {
  const packed = new Float64Array(count)
  for (let doc = 0; doc < count; doc++) packed[doc] = group(doc) * count + titlePlace[doc]!
  packed.sort()
  const docAt = inverse(titlePlace)
  const places = new Uint32Array(count)
  for (let place = 0; place < count; place++) places[docAt[packed[place]! % count]!] = place
  return places
}

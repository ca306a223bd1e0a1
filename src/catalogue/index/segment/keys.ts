import { foldedUnit, isKana, isWordUnit } from '#catalogue/rules/writing/fold.ts'
import { isMark, isReadingMark, mark } from './record-text.ts'
import { readingMask, surfaceMask } from './segment.ts'

/** The grams and reading keys of one record, found in its text; the arrays are used again for the next. */
export class RecordKeys {
  grams = new Uint32Array(256)
  gramMasks = new Uint8Array(256)
  gramCount = 0
  readings = new Uint32Array(64)
  readingMasks = new Uint8Array(64)
  readingCount = 0

  scan(text: Uint16Array, start: number): void {
    this.gramCount = 0
    this.readingCount = 0
    for (let at = start; text[at] !== mark.end; ) {
      const place = text[at++]!
      at = isReadingMark(place)
        ? this.scanReading(text, at, readingPlaceMask[place]!)
        : this.scanSurface(text, at, place)
    }
  }

  /**
   * Every two neighbours of a run without Latin words; the last one with nothing, so that one character is the range of
   * its grams.
   */
  private scanSurface(text: Uint16Array, start: number, place: number): number {
    const bit = surfacePlaceMask[place]!
    let before = 0
    let beforeAt = start
    let at = start
    for (; !isMark(text[at]!); at++) {
      const unit = foldedUnit[text[at]!]!
      if (unit === 0) continue
      if (isWordUnit(unit)) {
        if (before !== 0) this.gram(before, 0, bit | startBit(text, beforeAt, place))
        before = 0
        continue
      }
      if (place === mark.author && isEdge(text[at - 1]!) && edgeBehind(text, at + 1))
        this.gram(unit, 1, bit | surfaceMask.authorName)
      if (before !== 0) {
        const isName = place === mark.author && isEdge(text[beforeAt - 1]!) && edgeBehind(text, at + 1)
        this.gram(before, unit, bit | startBit(text, beforeAt, place) | (isName ? surfaceMask.authorName : 0))
      }
      before = unit
      beforeAt = at
    }
    if (before !== 0) this.gram(before, 0, bit | startBit(text, beforeAt, place))
    return at
  }

  private scanReading(text: Uint16Array, start: number, bit: number): number {
    let at = start
    for (; !isMark(text[at]!); at++) {
      const first = foldedUnit[text[at]!]!
      if (first === 0 || !isEdge(text[at - 1]!)) continue
      let key = 0
      let length = 0
      let mask = bit
      for (let i = at; length < 4 && !isMark(text[i]!); i++) {
        const unit = foldedUnit[text[i]!]!
        if (unit === 0) continue
        key = key * 128 + readingCode[unit]!
        length++
        if (!edgeBehind(text, i + 1)) continue
        if (length === 1) this.reading(wholeKanaKey(unit), bit | readingMask.wholeWord)
        else mask |= readingMask.endsAfter2 << (length - 2)
      }
      this.reading(key * 128 ** (4 - length), mask)
    }
    return at
  }

  private gram(first: number, second: number, mask: number): void {
    if (this.gramCount === this.grams.length) {
      this.grams = grown(this.grams, new Uint32Array(this.grams.length * 2))
      this.gramMasks = grown(this.gramMasks, new Uint8Array(this.grams.length))
    }
    this.grams[this.gramCount] = gramKey(first, second)
    this.gramMasks[this.gramCount++] = mask
  }

  private reading(key: number, mask: number): void {
    if (this.readingCount === this.readings.length) {
      this.readings = grown(this.readings, new Uint32Array(this.readings.length * 2))
      this.readingMasks = grown(this.readingMasks, new Uint8Array(this.readings.length))
    }
    this.readings[this.readingCount] = key
    this.readingMasks[this.readingCount++] = mask
  }
}

export const gramKey = (first: number, second: number): number => ((first << 16) | second) >>> 0

/** The reading keys that start with these units (at most four count): [from, to). */
export function readingKeyRange(units: readonly number[]): [number, number] {
  let key = 0
  const length = Math.min(4, units.length)
  for (let i = 0; i < length; i++) key = key * 128 + readingCode[units[i]!]!
  const span = 128 ** (4 - length)
  return [key * span, (key + 1) * span]
}

/** A word of one kana has a key of its own, or one kana would mean a tenth of the catalogue. */
export const wholeKanaKey = (unit: number): number => readingCode[unit]! * 128 ** 3 + 127 * 128 ** 2 + 127 * 128 + 127

/** Seven bits for what readings are made of; 127 for everything else, which is verified in the text. */
const readingCode: Uint8Array = (() => {
  const table = new Uint8Array(0x10000).fill(127)
  for (let unit = 0; unit < 0x3100; unit++)
    if (isKana(unit)) table[unit] = unit - 0x30a0
    else if (unit >= 0x61 && unit <= 0x7a) table[unit] = 91 + unit - 0x61
    else if (unit >= 0x30 && unit <= 0x39) table[unit] = 117 + unit - 0x30
  return table
})()

export const surfacePlaceMask: Record<number, number> = {
  [mark.title]: surfaceMask.title,
  [mark.titleMore]: surfaceMask.title,
  [mark.author]: surfaceMask.author,
  [mark.responsibility]: surfaceMask.author,
  [mark.series]: surfaceMask.series,
  [mark.subject]: surfaceMask.subject,
  [mark.publisher]: surfaceMask.publisher,
  [mark.contents]: surfaceMask.contents,
}
export const readingPlaceMask: Record<number, number> = {
  [mark.titleReading]: readingMask.title,
  [mark.authorReading]: readingMask.author,
  [mark.seriesReading]: readingMask.series,
}

const LONG = 0x30fc
const isEdge = (unit: number): boolean => unit === 0x20 || isMark(unit)
const edgeBehind = (text: Uint16Array, at: number): boolean => isEdge(text[at] === LONG ? text[at + 1]! : text[at]!)
const startBit = (text: Uint16Array, at: number, place: number): number =>
  place === mark.title && isMark(text[at - 1]!) ? surfaceMask.titleStart : 0

function grown<T extends Uint32Array | Uint8Array>(small: T, large: T): T {
  large.set(small)
  return large
}

/**
 * Sorted strings in one typed array: a million of them as JavaScript strings would cost ten times as much and every
 * start of the collector.
 */
export type StringTable = { units: Uint16Array; starts: Uint32Array }

/** @param strings sorted by code unit */
export function stringTable(strings: readonly string[]): StringTable {
  const starts = new Uint32Array(strings.length + 1)
  for (let i = 0; i < strings.length; i++) starts[i + 1] = starts[i]! + strings[i]!.length
  const units = new Uint16Array(starts[strings.length]!)
  for (let i = 0; i < strings.length; i++) {
    const text = strings[i]!
    const start = starts[i]!
    for (let j = 0; j < text.length; j++) units[start + j] = text.charCodeAt(j)
  }
  return { units, starts }
}

export const stringCount = (table: StringTable): number => table.starts.length - 1

export function stringAt(table: StringTable, i: number): string {
  let out = ''
  for (let at = table.starts[i]!; at < table.starts[i + 1]!; at++) out += String.fromCharCode(table.units[at]!)
  return out
}

/** First place whose string is not before the text. */
function lowerBound(table: StringTable, text: string): number {
  let low = 0
  let high = stringCount(table)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareAt(table, middle, text) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** @returns -1 when it is not there */
export function placeOf(table: StringTable, text: string): number {
  const at = lowerBound(table, text)
  return at < stringCount(table) && compareAt(table, at, text) === 0 ? at : -1
}

/** The places of all strings that start with the text: [from, to). */
export function prefixRange(table: StringTable, text: string): [number, number] {
  const from = lowerBound(table, text)
  let low = from
  let high = stringCount(table)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (startsAt(table, middle, text)) low = middle + 1
    else high = middle
  }
  return [from, low]
}

function compareAt(table: StringTable, i: number, text: string): number {
  const start = table.starts[i]!
  const length = table.starts[i + 1]! - start
  const common = Math.min(length, text.length)
  for (let j = 0; j < common; j++) {
    const difference = table.units[start + j]! - text.charCodeAt(j)
    if (difference !== 0) return difference
  }
  return length - text.length
}

function startsAt(table: StringTable, i: number, text: string): boolean {
  const start = table.starts[i]!
  if (table.starts[i + 1]! - start < text.length) return false
  for (let j = 0; j < text.length; j++) if (table.units[start + j] !== text.charCodeAt(j)) return false
  return true
}

import { foldedUnit, isWordUnit } from '../writing/fold.ts'

/**
 * Whether a folded word stands at a place of a `written` text, and how far it goes there: boundaries and long vowels
 * between its characters are nothing.
 * @returns where the text goes on behind the match, -1 for none
 */
export function endOfMatch(text: Uint16Array, at: number, units: Uint16Array): number {
  let i = at
  for (let j = 0; j < units.length; ) {
    const wanted = units[j]!
    const unit = text[i]!
    if (unit === wanted) {
      i++
      j++
    } else if (foldedUnit[unit] === 0 && wanted !== SPACE) {
      // Boundaries and long vowels are nothing, except between two Latin words.
      if (unit === SPACE && isWordUnit(wanted) && isWordUnit(units[j - 1]!)) return -1
      i++
    } else if (foldedUnit[unit] === wanted) {
      i++
      j++
    } else return -1
  }
  return i
}

const SPACE = 0x20

export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length)
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i)
  return units
}

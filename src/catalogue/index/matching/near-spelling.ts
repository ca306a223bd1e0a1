import { type QueryWord, queryWord } from '#catalogue/rules/search/query-word.ts'
import { endOfMatch, unitsOf } from '#catalogue/rules/search/written-match.ts'
import { foldedUnit, isWordUnit } from '#catalogue/rules/writing/fold.ts'
import { type Matches, matchesOf, noMatches } from '../segment/matches.ts'
import { isMark, isReadingMark, mark } from '../segment/record-text.ts'
import type { Segment } from '../segment/segment.ts'
import { evaluate, planOf } from './evaluate.ts'

/**
 * 似た表記: titles and names where one character is another, missing or too many: 人間失恪 → 人間失格. The word is cut at each character; what stands before and
 * behind the cut must be there as typed, with at most one character between.
 */
export function nearSpellings(segment: Segment, word: QueryWord): Matches {
  const { units } = word
  if (
    units.length < LENGTH_MIN ||
    units.length > LENGTH_MAX ||
    [...units].some(char => isWordUnit(char.charCodeAt(0)) || char === ' ')
  )
    return noMatches
  const docs = new Set<number>()
  for (let at = 0; at < units.length; at++) {
    const before = units.slice(0, at)
    // Another character or one too many; one missing.
    for (const behind of [units.slice(at + 1), units.slice(at)])
      for (const doc of docsWithBoth(segment, word, before, behind))
        if (stand(segment, doc, before, behind)) docs.add(doc)
  }
  const sorted = Uint32Array.from(docs).sort()
  return matchesOf(sorted, new Uint8Array(sorted.length))
}

/** Of three characters, two alone are no likeness. */
const LENGTH_MIN = 4
const LENGTH_MAX = 20

function docsWithBoth(segment: Segment, word: QueryWord, before: string, behind: string): Uint32Array {
  // One character alone is in too many records to be a way in, and nothing at all on one side is the word itself.
  const pieces = [before, behind].filter(piece => piece.length >= 2)
  if (pieces.length === 0 || pieces.join('').length < LENGTH_MIN - 1) return noMatches.docs
  const words = pieces
    .flatMap(piece => queryWord(piece, word.field) ?? [])
    .map(one => ({ is: 'word' as const, word: { ...one, mayBeReading: false } }))
  return evaluate(segment, planOf({ is: 'and', parts: words })).docs
}

function stand({ text, textStart }: Segment, doc: number, before: string, behind: string): boolean {
  const [first, last] = [unitsOf(before), unitsOf(behind)]
  let place = 0
  for (let at = textStart[doc]!; text[at] !== mark.end; at++) {
    if (isMark(text[at]!)) {
      place = text[at]!
      continue
    }
    if (isReadingMark(place)) return false
    const middle = first.length === 0 ? at : endOfMatch(text, at, first)
    if (middle < 0) continue
    if (endOfMatch(text, middle, last) >= 0) return true
    const beyond = behindOne(text, middle)
    if (beyond >= 0 && endOfMatch(text, beyond, last) >= 0) return true
  }
  return false
}

/** Behind the next character that counts; -1 at the end of a field. */
function behindOne(text: Uint16Array, at: number): number {
  let i = at
  while (foldedUnit[text[i]!] === 0) i++
  return isMark(text[i]!) ? -1 : i + 1
}

import { type QueryWord, queryWord } from '#catalogue/rules/search/query-word.ts'
import { endOfMatch, unitsOf } from '#catalogue/rules/search/written-match.ts'
import { foldedUnit, isKana, isWordUnit } from '#catalogue/rules/writing/fold.ts'
import { type Matches, matchesOf, noMatches } from '../segment/matches.ts'
import { isMark, isReadingMark, mark } from '../segment/record-text.ts'
import type { Segment } from '../segment/segment.ts'
import { evaluate, planOf } from './evaluate.ts'

/**
 * 似た表記: titles and names where one character is another, missing or too many: 人間失恪 → 人間失格. The word is cut at each
 * character; what stands before and behind the cut must be there as typed, with at most one character between.
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
        if (stand(segment, doc, before, behind, units.length < WHOLE_BELOW)) docs.add(doc)
  }
  const sorted = Uint32Array.from(docs).sort()
  return matchesOf(sorted, new Uint8Array(sorted.length))
}

const LENGTH_MIN = 3
/** Of three characters the two others are a likeness only where they are the whole of a title or name: 羅城門 → 羅生門. */
const WHOLE_BELOW = 4
const LENGTH_MAX = 20

function docsWithBoth(segment: Segment, word: QueryWord, before: string, behind: string): Uint32Array {
  // One kana alone is in too many records to be a way in; beside two characters one more says enough when it is read.
  const long = [before, behind].filter(piece => piece.length >= 2)
  const pieces = long.length > 0 ? long : [before, behind].filter(piece => piece !== '' && !isKana(piece.charCodeAt(0)))
  if (before.length + behind.length < word.units.length - 1 || pieces.join('').length < 2) return noMatches.docs
  const words = pieces
    .flatMap(piece => queryWord(piece, word.field) ?? [])
    .map(one => ({ is: 'word' as const, word: { ...one, mayBeReading: false } }))
  return evaluate(segment, planOf({ is: 'and', parts: words })).docs
}

function stand({ text, textStart }: Segment, doc: number, before: string, behind: string, asWhole: boolean): boolean {
  const [first, last] = [unitsOf(before), unitsOf(behind)]
  let place = 0
  for (let at = textStart[doc]!; text[at] !== mark.end; at++) {
    if (isMark(text[at]!)) {
      place = text[at]!
      continue
    }
    if (isReadingMark(place)) return false
    const middle = first.length === 0 ? at : endOfMatch(text, at, first)
    if (middle < 0 || (asWhole && !isMark(text[at - 1]!))) continue
    const beyond = behindOne(text, middle)
    const ends = [middle, ...(beyond < 0 ? [] : [beyond])].map(from => endOfMatch(text, from, last))
    if (ends.some(end => end >= 0 && (!asWhole || isMark(text[end]!)))) return true
  }
  return false
}

/** Behind the next character that counts; -1 at the end of a field. */
function behindOne(text: Uint16Array, at: number): number {
  let i = at
  while (foldedUnit[text[i]!] === 0) i++
  return isMark(text[i]!) ? -1 : i + 1
}

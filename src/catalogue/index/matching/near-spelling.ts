import { type QueryWord, queryWord, type SearchField } from '#catalogue/rules/search/query-word.ts'
import { endOfMatch, unitsOf } from '#catalogue/rules/search/written-match.ts'
import { foldedUnit, isKana, isWordUnit } from '#catalogue/rules/writing/fold.ts'
import { gramKey } from '../segment/keys.ts'
import { asFound, type Matches, matchesOf, noMatches } from '../segment/matches.ts'
import { keyRange, type Lists, listedWithin, listSize, lists } from '../segment/postings.ts'
import { isMark, isReadingMark, mark } from '../segment/record-text.ts'
import type { Segment } from '../segment/segment.ts'
import { evaluate, type Plan, planOf, test } from './evaluate.ts'

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
  const pairs = pairsOf(segment, units)
  for (let at = 0; at < units.length; at++)
    // Another character or one too many; one missing.
    for (const from of [at + 1, at]) {
      const [before, behind] = [units.slice(0, at), units.slice(from)]
      const within = pairs.filter(({ place }) => place + 1 < at || place >= from)
      const candidates = within.length > 0 ? withAll(within) : withBoth(segment, word, before, behind)
      const stands = isStanding(segment, unitsOf(before), unitsOf(behind), units.length < WHOLE_BELOW)
      const pieces = [before, behind].filter(piece => piece.length >= 2).map(piece => planFor(piece, word.field))
      for (const doc of candidates)
        if (stands(doc) && pieces.every(piece => test(segment, piece, doc) >= 0)) docs.add(doc)
    }
  const sorted = Uint32Array.from(docs).sort()
  return matchesOf(sorted, new Uint8Array(sorted.length))
}

const LENGTH_MIN = 3
/** Of three characters the two others are a likeness only where they are the whole of a title or name: 羅城門 → 羅生門. */
const WHOLE_BELOW = 4
const LENGTH_MAX = 20

type Pair = { place: number; list: Lists }

/** Where every two neighbours of a word stand, the rarest first. */
function pairsOf({ grams }: Segment, units: string): Pair[] {
  const pairs = Array.from({ length: units.length - 1 }, (_, place) => {
    const key = gramKey(units.charCodeAt(place), units.charCodeAt(place + 1))
    return { place, list: lists(grams, ...keyRange(grams, key)) }
  })
  return pairs.sort((one, other) => listSize(one.list) - listSize(other.list))
}

/** Documents that may have all of these. A pair that is nowhere leaves few cuts to look at. */
function withAll([rarest, ...others]: readonly Pair[]): Uint32Array {
  const { postings, from, to } = rarest!.list
  let left = postings.docs.subarray(postings.starts[from], postings.starts[to])
  // A few are read sooner than one more list.
  for (let i = 0; i < others.length && left.length > FEW; i++) left = listedWithin(others[i]!.list, asFound, left).docs
  return left
}
const FEW = 30

/** The first and the last of three characters; one kana alone is in too many records to be a way in. */
function withBoth(segment: Segment, { field }: QueryWord, before: string, behind: string): Uint32Array {
  const pieces = [before, behind].filter(piece => piece !== '' && !isKana(piece.charCodeAt(0)))
  if (pieces.length < 2) return noMatches.docs
  return evaluate(segment, { is: 'and', parts: pieces.map(piece => planFor(piece, field)) }).docs
}

/** The piece as it is written, not as it sounds. */
function planFor(piece: string, field: SearchField): Plan {
  const word = queryWord(piece, field)
  return planOf(word === null ? { is: 'everything' } : { is: 'word', word: { ...word, mayBeReading: false } })
}

/** Thousands of records may be read here, so nothing is made for one of them. */
function isStanding(
  { text, textStart }: Segment,
  first: Uint16Array,
  last: Uint16Array,
  asWhole: boolean,
): (doc: number) => boolean {
  const isLastAt = (from: number): boolean => {
    const end = endOfMatch(text, from, last)
    return end >= 0 && (!asWhole || isMark(text[end]!))
  }
  const head = first[0]
  return doc => {
    for (let at = textStart[doc]!; text[at] !== mark.end; at++) {
      const unit = text[at]!
      if (isMark(unit)) {
        if (isReadingMark(unit)) return false
        continue
      }
      // Nearly every character is another one.
      if (head !== undefined && unit !== head && foldedUnit[unit] !== head && foldedUnit[unit] !== 0) continue
      const middle = head === undefined ? at : endOfMatch(text, at, first)
      if (middle < 0 || (asWhole && !isMark(text[at - 1]!))) continue
      if (isLastAt(middle)) return true
      const beyond = behindOne(text, middle)
      if (beyond >= 0 && isLastAt(beyond)) return true
    }
    return false
  }
}

/** Behind the next character that counts; -1 at the end of a field. */
function behindOne(text: Uint16Array, at: number): number {
  let i = at
  while (foldedUnit[text[i]!] === 0) i++
  return isMark(text[i]!) ? -1 : i + 1
}

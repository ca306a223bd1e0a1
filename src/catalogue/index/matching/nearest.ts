import type { Query } from '#catalogue/rules/search/query.ts'
import { type QueryWord, queryWord } from '#catalogue/rules/search/query-word.ts'
import { alikeKana, foldedUnit, isKana, isLoosely, loosest } from '#catalogue/rules/writing/fold.ts'
import { readingKeyRange } from '../segment/keys.ts'
import { lowerBound } from '../segment/lower-bound.ts'
import { intersect, type Matches, matchesOf, noMatches, union, without } from '../segment/matches.ts'
import { isMark, isReadingMark, mark } from '../segment/record-text.ts'
import { type Segment, termKind } from '../segment/segment.ts'
import { placeOf } from '../segment/string-table.ts'
import { evaluate, planOf } from './evaluate.ts'
import { kanaForKanji } from './kana-for-kanji.ts'
import { nearSpellings } from './near-spelling.ts'

/**
 * 近い読み: asked only when nothing else hits anywhere. Words that hit something by themselves stay as typed; for the
 * others a reading is near when ハ=ワ and 濁点 make it the same, or one kana more, less or other; so is a spelling with one
 * other character, and Latin letters are near to the words they are run together from.
 */
export function nearestMatches(segment: Segment, query: Query, isLost: (word: QueryWord) => boolean): Matches {
  switch (query.is) {
    case 'everything':
    case 'not':
    case 'title':
      return noMatches
    case 'among':
      return evaluate(segment, planOf(query))
    case 'word':
      return isLost(query.word)
        ? [nearReadings, nearSpellings, kanaForKanji, dividedLatin].map(near => near(segment, query.word)).reduce(union)
        : evaluate(segment, planOf(query))
    case 'or':
      return query.parts.map(part => nearestMatches(segment, part, isLost)).reduce(union, noMatches)
    case 'and': {
      let all: Matches | null = null
      for (const part of query.parts) {
        if (part.is === 'not' || all?.docs.length === 0) continue
        const matches = nearestMatches(segment, part, isLost)
        all = all === null ? matches : intersect(all, matches)
      }
      for (const part of query.parts)
        if (part.is === 'not' && all) all = without(all, evaluate(segment, planOf(part.part)))
      return all ?? noMatches
    }
    default:
      return query satisfies never
  }
}

/**
 * tuperatupera → tupera tupera, iPadvs.キンドル → ipad vs キンドル: where a run of letters is no word but can be divided into
 * two.
 */
function dividedLatin(segment: Segment, word: QueryWord): Matches {
  const run = /[a-z0-9]{4,}/.exec(word.units)
  if (!run) return noMatches
  const isTerm = (text: string) => placeOf(segment.terms, termKind.word + text) >= 0
  for (let at = run[0].length - 1; at > 0; at--) {
    const [first, second] = [run[0].slice(0, at), run[0].slice(at)]
    if (!isTerm(first) || !isTerm(second)) continue
    const divided = queryWord(word.units.replace(run[0], ` ${first} ${second} `), word.field, word.match, word.openEnd)
    const matches = divided === null ? noMatches : evaluate(segment, planOf({ is: 'word', word: divided }))
    if (matches.docs.length > 0) return matchesOf(matches.docs, new Uint8Array(matches.docs.length))
  }
  return noMatches
}

/** Shorter words are near to everything. */
const LENGTH_MIN = 3

function nearReadings(segment: Segment, word: QueryWord): Matches {
  const text = word.units.replaceAll(' ', '')
  if (!word.mayBeReading || text.length < LENGTH_MIN || ![...text].every(char => isKana(char.charCodeAt(0))))
    return noMatches
  const docs = new Set<number>()
  const { keys, starts, docs: readDocs } = segment.readings
  eachNearStart(unitsIn(text), (from, to) => {
    for (let place = lowerBound(keys, from); keys[place]! < to; place++)
      for (let i = starts[place]!; i < starts[place + 1]! && docs.size < CANDIDATES_MAX; i++) docs.add(readDocs[i]!)
  })
  const isNear = hasNearReading(segment, text)
  const near = [...docs].filter(isNear).sort((a, b) => a - b)
  return matchesOf(Uint32Array.from(near), new Uint8Array(near.length))
}
const CANDIDATES_MAX = 4000

/** Every way the first four kana of a near reading can look, as keys of readings: [from, to). */
function eachNearStart(units: readonly number[], near: (from: number, to: number) => void): void {
  const note = (kana: readonly number[]) => near(...readingKeyRange(kana))
  const first = units.slice(0, 4)
  const alikes = first.reduce<number[][]>(
    (all, unit) =>
      all.flatMap(start => alikeKana(String.fromCharCode(unit)).map(other => [...start, other.charCodeAt(0)])),
    [[]],
  )
  for (const start of alikes) note(start)
  for (let i = 0; i < first.length; i++) {
    // One kana is tried after the other in the same two lists.
    const more = units.toSpliced(i, 0, 0)
    const other = units.with(i, 0)
    for (const kana of allKana) {
      more[i] = kana
      note(more)
      other[i] = kana
      note(other)
    }
  }
  if (first.length < 4) for (const kana of allKana) note([...first, kana])
  for (let i = 0; i < first.length; i++) note(units.toSpliced(i, 1))
}

const unitsIn = (text: string): number[] => [...text].map(char => char.charCodeAt(0))
const allKana = unitsIn(
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンガギグゲゴザジズゼゾダデドバビブベボパピプペポ',
)

function hasNearReading({ text, readingStart }: Segment, wanted: string): (doc: number) => boolean {
  const loose = loosest(wanted)
  return doc => {
    let place = 0
    for (let at = readingStart[doc]!; text[at] !== mark.end && text[at] !== mark.contents; at++) {
      const unit = text[at]!
      if (isMark(unit)) {
        place = unit
        continue
      }
      if (!isReadingMark(place) || (text[at - 1] !== 0x20 && !isMark(text[at - 1]!))) continue
      const { start, rest } = readingFrom(text, at, wanted.length)
      if (isLoosely(start.slice(0, wanted.length), loose) || (rest && withinOneEdit(start, wanted))) return true
    }
    return false
  }
}

/**
 * The kana of a reading from a word start, a little longer than what is wanted, and whether a word or the reading ends
 * near there.
 */
function readingFrom(text: Uint16Array, at: number, length: number): { start: string; rest: boolean } {
  let start = ''
  for (let i = at; start.length <= length + 1 && !isMark(text[i]!); i++)
    if (text[i] === 0x20 && start.length >= length - 1) return { start, rest: true }
    else if (foldedUnit[text[i]!] !== 0) start += String.fromCharCode(foldedUnit[text[i]!]!)
  return { start, rest: start.length <= length + 1 }
}

/** The whole of one is near to the whole of the other. */
export const withinOneEditOrAlike = (a: string, b: string): boolean =>
  a !== '' && (loosest(a) === loosest(b) || withinOneEdit(a, b))

function withinOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  let fromEnd = 0
  while (fromEnd < a.length - i && fromEnd < b.length - i && a[a.length - 1 - fromEnd] === b[b.length - 1 - fromEnd])
    fromEnd++
  return a.length - i - fromEnd <= 1 && b.length - i - fromEnd <= 1
}

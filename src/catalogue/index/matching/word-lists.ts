import { coresStarting } from '#catalogue/rules/isbn.ts'
import { found } from '#catalogue/rules/search/rank.ts'
import { folded, isKana, isWordUnit } from '#catalogue/rules/writing/fold.ts'
import { characterLists, heardOnlyLists, isWholeCharacter } from '../segment/characters.ts'
import { gramKey, readingKeyRange, wholeKanaKey } from '../segment/keys.ts'
import { readingInfo, surfaceInfo, surfacePlaces, unnamedInfo } from '../segment/masks.ts'
import { asFound, type Matches, matchesOf, noMatches, union } from '../segment/matches.ts'
import {
  type HowTable,
  identifierRange,
  intersectPlaces,
  keyRange,
  type Lists,
  listedWithin,
  listSize,
  lists,
  unionOf,
} from '../segment/postings.ts'
import { type Segment, termKind } from '../segment/segment.ts'
import { placeOf, prefixRange } from '../segment/string-table.ts'
import { creatorsHeard, creatorsNamed, type Known } from './known-names.ts'
import { matchText, type Pattern } from './match.ts'

/** One way to find a word: lists whose union holds every candidate; `verify` when the text has to be read as well. */
export type WordLists = {
  union: Lists
  and: Lists[]
  size: number
  /** Whether the text has to be read as well, and from where: a reading was looked for, or anything. */
  verify: 'text' | 'readings' | null
  how: HowTable
  /** No document of it is found in another way. */
  apart: boolean
}

/** A character's own list and what else it finds have nothing in common. */
export const isApart = (ways: readonly WordLists[]): boolean => ways.every(({ apart }) => apart)

/** @param within sorted documents, when only these matter */
export function listed(
  segment: Segment,
  { union: candidates, and, verify, how }: WordLists,
  pattern: Pattern,
  within: Uint32Array | null = null,
): Matches {
  const isOneList = candidates.to - candidates.from === 1
  const matches =
    within !== null && isOneList
      ? listedWithin(candidates, how(candidates.from), within)
      : unionOf(segment.count, candidates, how)
  return verify === null ? matches : verified(segment, matches, and, pattern, verify)
}

/** Reads the text of the candidates that are in all lists, but for those that an author's heading tells about. */
function verified(
  segment: Segment,
  candidates: Matches,
  and: readonly Lists[],
  pattern: Pattern,
  verify: 'text' | 'readings',
): Matches {
  const starts = verify === 'readings' ? segment.readingStart : segment.textStart
  const named = verify === 'readings' ? creatorsHeard(segment, pattern) : creatorsNamed(segment, pattern)
  const { known, open } = divided(candidates, named)
  const { docs } = and.reduce(intersectPlaces, open)
  const kept = { docs: new Uint32Array(docs.length), how: new Uint8Array(docs.length) }
  let n = 0
  for (let i = 0; i < docs.length; i++) {
    const found = matchText(segment.text, starts[docs[i]!]!, pattern)
    kept.docs[n] = docs[i]!
    kept.how[n] = found
    if (found >= 0) n++
  }
  return union(known, matchesOf(kept.docs, kept.how, n))
}

function divided(candidates: Matches, named: Known): { known: Matches; open: Matches } {
  if (named.docs.length === 0) return { known: noMatches, open: candidates }
  const { docs, how, table } = candidates
  const known = new Uint32Array(Math.min(docs.length, named.docs.length))
  const open = { docs: new Uint32Array(docs.length), how: new Uint8Array(docs.length) }
  let found = 0
  let n = 0
  for (let i = 0, at = 0; i < docs.length; i++) {
    const doc = docs[i]!
    while (named.docs[at]! < doc) at++
    if (named.docs[at] === doc && (table[how[i]!]! & named.unless) === 0) known[found++] = doc
    else {
      open.docs[n] = doc
      open.how[n++] = how[i]!
    }
  }
  return {
    known: matchesOf(known, new Uint8Array(found).fill(named.how), found),
    open: { ...matchesOf(open.docs, open.how, n), table },
  }
}

export function wordLists(segment: Segment, pattern: Pattern): WordLists[] {
  const { word, units } = pattern
  const ways: WordLists[] = []
  if (word.identifier !== null) ways.push(identifierList(segment, word.identifier))
  if (word.field === 'isbn') {
    const range = word.match === 'startsWith' && word.identifier === null ? coresStarting(word.typed) : null
    return range === null ? ways : [identifierList(segment, ...range)]
  }
  if (word.field === 'ndc') return [...ways, notationList(segment, word.typed)]
  const plain = word.match === 'contains'
  if (!word.readingOnly) {
    const surface = surfaceLists(segment, units, pattern, plain)
    if (surface) ways.push(surface)
  }
  const others = word.field === 'any' && !word.readingOnly ? heardOnly(segment, pattern) : null
  if (others !== null) ways.push(others)
  else if (word.mayBeReading) ways.push(readingList(segment, units, pattern, plain))
  if (word.romaji !== null) ways.push(romajiList(segment, pattern, plain))
  return ways.filter(({ size }) => size > 0)
}

function surfaceLists(segment: Segment, units: Uint16Array, pattern: Pattern, plain: boolean): WordLists | null {
  const { words, grams } = segment
  const info = surfaceInfo(pattern.word.field)
  const places = surfacePlaces(pattern.word.field)
  const pieces: Lists[] = []
  let alone: Lists | null = null
  for (let at = 0; at < units.length; ) {
    const first = units[at]!
    let end = at + 1
    if (isWordUnit(first)) {
      while (end < units.length && isWordUnit(units[end]!)) end++
      const text = termKind.word + String.fromCharCode(...units.subarray(at, end))
      if (end === units.length && pattern.word.openEnd) pieces.push(lists(words, ...prefixRange(segment.terms, text)))
      else {
        const place = placeOf(segment.terms, text)
        pieces.push(lists(words, place, place < 0 ? place : place + 1))
      }
    } else if (first !== 0x20) {
      while (end < units.length && units[end] !== 0x20 && !isWordUnit(units[end]!)) end++
      for (let i = at; i + 1 < end; i++)
        pieces.push(lists(grams, ...keyRange(grams, gramKey(units[i]!, units[i + 1]!))))
      if (end === at + 1) alone = characterLists(grams, first)
    }
    at = end
  }
  if (alone !== null && pieces.length === 0) {
    const verify = !plain || pattern.word.exactKana ? 'text' : null
    const [own, others] = verify === null ? [info, unnamedInfo(pattern.word.field)] : [places, places]
    return {
      union: alone,
      and: [],
      size: listSize(alone),
      verify,
      how: place => (isWholeCharacter(grams.keys[place]!) ? own : others),
      apart: alone.to - alone.from === 1,
    }
  }
  if (pieces.length === 0) return null
  const direct = plain && pieces.length === 1 && alone === null && !pattern.word.exactKana && !units.includes(0x20)
  const sorted = pieces.sort((a, b) => listSize(a) - listSize(b))
  if (listSize(sorted[0]!) === 0) return null
  return {
    union: sorted[0]!,
    // More than a few lists only repeat what the text will tell.
    and: sorted.slice(1, 4).filter(list => list.to - list.from === 1),
    size: listSize(sorted[0]!),
    verify: direct ? null : 'text',
    how: () => (direct ? info : places),
    apart: false,
  }
}

/** For a character with a list of its own. */
function heardOnly(segment: Segment, { word, units }: Pattern): WordLists | null {
  if (units.length !== 1) return null
  const union = heardOnlyLists(segment.grams, units[0]!)
  const verify = word.match !== 'contains' || word.exactKana ? 'text' : null
  return union.from === union.to
    ? null
    : { union, and: [], size: listSize(union), verify, how: () => asFound, apart: true }
}

function readingList(segment: Segment, units: Uint16Array, { word }: Pattern, plain: boolean): WordLists {
  const { readings } = segment
  const bare = [...units].filter(unit => unit !== 0x20)
  const single = bare.length === 1
  const range = single ? keyRange(readings, wholeKanaKey(bare[0]!)) : keyRange(readings, ...readingKeyRange(bare))
  const union = lists(readings, ...range)
  const info = readingInfo(word.field, bare.length)
  const verify = !plain || bare.length > 4 || !bare.every(isKana) ? ('readings' as const) : null
  return { union, and: [], size: listSize(union), verify, how: () => info, apart: false }
}

function romajiList(segment: Segment, { word }: Pattern, plain: boolean): WordLists {
  const [from, to] = prefixRange(segment.terms, termKind.romaji + word.romaji)
  const whole = from < to && placeOf(segment.terms, termKind.romaji + word.romaji) === from ? from : -1
  const union = lists(segment.words, from, to)
  const part = readingInfo(word.field, 0)
  return {
    union,
    and: [],
    size: listSize(union),
    verify: plain ? null : 'readings',
    how: place => (place === whole ? part.map(how => (how === 0 ? 0 : how | found.readingWhole)) : part),
    apart: false,
  }
}

function identifierList(segment: Segment, number: number, behind = number + 1): WordLists {
  const union = identifierRange(segment, number, behind)
  return { union, and: [], size: listSize(union), verify: null, how: () => listedInfo, apart: false }
}

function notationList(segment: Segment, typed: string): WordLists {
  const [from, to] = prefixRange(segment.terms, termKind.notation + folded(typed).replace(/^\D+/, ''))
  const union = lists(segment.words, from, to)
  return { union, and: [], size: listSize(union), verify: null, how: () => listedInfo, apart: false }
}

/** Found, without a place in the record's text. */
const listedInfo = new Uint8Array(256).fill(found.surface | found.readingWhole | found.reading | found.asTyped)

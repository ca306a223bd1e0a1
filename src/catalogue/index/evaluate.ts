import { folded, isKana, isWordUnit } from '../rules/fold.ts'
import type { Query } from '../rules/query.ts'
import { both, either, found } from '../rules/rank.ts'
import { gramKey, readingKeyRange, wholeKanaKey } from './keys.ts'
import { authorNameBit, readingInfo, surfaceInfo } from './masks.ts'
import { matchText, type Pattern, patternOf } from './match.ts'
import { identifierRange, keyRange, type Lists, listSize, lists, unionOf } from './postings.ts'
import { isDead, type Segment, termKind } from './segment.ts'
import { placeOf, prefixRange } from './string-table.ts'

/** Documents that match, sorted, and how each does (bits of rank.ts). */
export type Matches = { docs: Uint32Array; how: Uint8Array }

export const noMatches: Matches = { docs: new Uint32Array(0), how: new Uint8Array(0) }

/** A query with its words made ready for one search over all segments. */
export type Plan =
  | { is: 'everything' }
  | { is: 'word'; pattern: Pattern }
  | { is: 'and'; parts: Plan[] }
  | { is: 'or'; parts: Plan[] }
  | { is: 'not'; part: Plan }

export function planOf(query: Query): Plan {
  switch (query.is) {
    case 'everything':
      return query
    case 'word':
      return { is: 'word', pattern: patternOf(query.word) }
    case 'not':
      return { is: 'not', part: planOf(query.part) }
    case 'and':
    case 'or':
      return { is: query.is, parts: query.parts.map(planOf) }
    default:
      return query satisfies never
  }
}

export function evaluate(segment: Segment, plan: Plan): Matches {
  switch (plan.is) {
    case 'everything':
      return everything(segment)
    case 'word':
      return evaluateWord(segment, plan.pattern)
    case 'or':
      return plan.parts.map(part => evaluate(segment, part)).reduce(union)
    case 'and':
      return evaluateAnd(segment, plan.parts)
    case 'not':
      return without(everything(segment), evaluate(segment, plan.part))
    default:
      return plan satisfies never
  }
}

/** The rarest part is listed, the others are looked up in its records or listed too, whichever reads less. */
function evaluateAnd(segment: Segment, parts: readonly Plan[]): Matches {
  const wanted = parts
    .map((part, place) => ({ part, place, size: estimate(segment, part) }))
    .filter(({ part }) => part.is !== 'not')
    .sort((a, b) => a.size - b.size)
  let matches: Matches | null = null
  for (const { part, place, size } of wanted) {
    if (matches === null) matches = onlyFirstStarts(evaluate(segment, part), place)
    else if (matches.docs.length === 0) break
    else if (matches.docs.length * TEXT_LOOKUP_COST < size) matches = keepMatching(segment, matches, part, place)
    else matches = intersect(matches, onlyFirstStarts(evaluate(segment, part), place))
  }
  let left = matches ?? everything(segment)
  for (const part of parts)
    if (part.is === 'not' && left.docs.length > 0)
      left =
        left.docs.length * TEXT_LOOKUP_COST < estimate(segment, part.part)
          ? keepWithout(segment, left, part.part)
          : without(left, evaluate(segment, part.part))
  return left
}

/** Reading one record's text costs about as much as this many postings. */
const TEXT_LOOKUP_COST = 60

/** How one record matches, from its text alone; -1 for not. */
export function test(segment: Segment, plan: Plan, doc: number): number {
  switch (plan.is) {
    case 'everything':
      return 0
    case 'word':
      return testWord(segment, plan.pattern, doc)
    case 'not':
      return test(segment, plan.part, doc) < 0 ? 0 : -1
    case 'or': {
      const hows = plan.parts.map(part => test(segment, part, doc)).filter(how => how >= 0)
      return hows.length === 0 ? -1 : hows.reduce(either)
    }
    case 'and': {
      let all: number | null = null
      for (const [place, part] of plan.parts.entries()) {
        const how = test(segment, part, doc)
        if (how < 0) return -1
        if (part.is === 'not') continue
        const here = place === 0 ? how : how & ~found.titleStart
        all = all === null ? here : bothOf(all, here)
      }
      return all ?? 0
    }
    default:
      return plan satisfies never
  }
}

function testWord(segment: Segment, pattern: Pattern, doc: number): number {
  const { word } = pattern
  if (word.field === 'isbn' || word.field === 'ndc' || word.identifier !== null) {
    const { docs, how } = evaluateWord(segment, pattern)
    const at = docs.indexOf(doc)
    return at < 0 ? -1 : how[at]!
  }
  return matchText(segment.text, segment.textStart[doc]!, pattern)
}

/** Postings to be read for a part, roughly. */
export function estimate(segment: Segment, plan: Plan): number {
  switch (plan.is) {
    case 'everything':
    case 'not':
      return segment.count
    case 'word':
      return wordLists(segment, plan.pattern).reduce((sum, list) => sum + list.size, 0)
    case 'or':
      return plan.parts.reduce((sum, part) => sum + estimate(segment, part), 0)
    case 'and':
      return Math.min(...plan.parts.map(part => estimate(segment, part)))
    default:
      return plan satisfies never
  }
}

/** One way to find a word: lists whose union holds every candidate; `verify` when the text has to be read as well. */
type WordLists = {
  union: Lists
  and: Lists[]
  size: number
  verify: boolean
  how: (mask: number, key: number) => number
}

function evaluateWord(segment: Segment, pattern: Pattern): Matches {
  return wordLists(segment, pattern)
    .map(list => listed(segment, list, pattern))
    .reduce(union, noMatches)
}

function listed(segment: Segment, { union: candidates, and, verify, how }: WordLists, pattern: Pattern): Matches {
  let matches = unionOf(segment.count, candidates, how)
  for (const other of and) matches = intersectDocs(matches, other)
  if (!verify) return matches
  let n = 0
  const docs = new Uint32Array(matches.docs.length)
  const hows = new Uint8Array(matches.docs.length)
  for (const doc of matches.docs) {
    const found = matchText(segment.text, segment.textStart[doc]!, pattern)
    if (found < 0) continue
    docs[n] = doc
    hows[n++] = found
  }
  return { docs: docs.subarray(0, n), how: hows.subarray(0, n) }
}

function wordLists(segment: Segment, pattern: Pattern): WordLists[] {
  const { word, units } = pattern
  const ways: WordLists[] = []
  if (word.identifier !== null) ways.push(identifierList(segment, word.identifier))
  if (word.field === 'isbn') return ways
  if (word.field === 'ndc') return [...ways, notationList(segment, word.typed)]
  const plain = word.match === 'contains'
  if (!word.readingOnly) {
    const surface = surfaceLists(segment, units, pattern, plain)
    if (surface) ways.push(surface)
  }
  if (word.mayBeReading) ways.push(readingList(segment, units, pattern, plain))
  if (word.romaji !== null) ways.push(romajiList(segment, pattern, plain))
  return ways.filter(({ size }) => size > 0)
}

function surfaceLists(segment: Segment, units: Uint16Array, pattern: Pattern, plain: boolean): WordLists | null {
  const { words, grams } = segment
  const info = surfaceInfo(pattern.word.field)
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
      if (end === at + 1) alone = lists(grams, ...keyRange(grams, gramKey(first, 0), gramKey(first, 0xffff)))
    }
    at = end
  }
  if (alone !== null && pieces.length === 0)
    return {
      union: alone,
      and: [],
      size: listSize(alone),
      verify: !plain || pattern.word.exactKana,
      how: (mask, place) => info[authorNameBit(mask, grams.keys[place]!)]!,
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
    verify: !direct,
    how: mask => info[mask]!,
  }
}

function readingList(segment: Segment, units: Uint16Array, { word }: Pattern, plain: boolean): WordLists {
  const { readings } = segment
  const bare = [...units].filter(unit => unit !== 0x20)
  const single = bare.length === 1
  const range = single ? keyRange(readings, wholeKanaKey(bare[0]!)) : keyRange(readings, ...readingKeyRange(bare))
  const union = lists(readings, ...range)
  const info = readingInfo(word.field, bare.length)
  const verify = !plain || bare.length > 4 || !bare.every(isKana)
  return { union, and: [], size: listSize(union), verify, how: mask => info[mask]! }
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
    verify: !plain,
    how: (mask, place) => (part[mask]! === 0 ? 0 : part[mask]! | (place === whole ? found.readingWhole : 0)),
  }
}

function identifierList(segment: Segment, number: number): WordLists {
  const union = identifierRange(segment, number)
  return { union, and: [], size: listSize(union), verify: false, how: () => LISTED }
}

function notationList(segment: Segment, typed: string): WordLists {
  const [from, to] = prefixRange(segment.terms, termKind.notation + folded(typed).replace(/^\D+/, ''))
  const union = lists(segment.words, from, to)
  return { union, and: [], size: listSize(union), verify: false, how: () => LISTED }
}

/** Found, without a place in the record's text. */
const LISTED = found.surface | found.readingWhole | found.reading | found.asTyped

function everything(segment: Segment): Matches {
  const docs = new Uint32Array(segment.count)
  for (let doc = 0; doc < docs.length; doc++) docs[doc] = doc
  return { docs, how: new Uint8Array(segment.count) }
}

export function union(a: Matches, b: Matches): Matches {
  if (a.docs.length === 0) return b
  if (b.docs.length === 0) return a
  const docs = new Uint32Array(a.docs.length + b.docs.length)
  const how = new Uint8Array(docs.length)
  let n = 0
  for (let i = 0, j = 0; i < a.docs.length || j < b.docs.length; n++) {
    const one = i < a.docs.length ? a.docs[i]! : Infinity
    const other = j < b.docs.length ? b.docs[j]! : Infinity
    docs[n] = Math.min(one, other)
    how[n] = (one <= other ? a.how[i]! : 0) | (other <= one ? b.how[j]! : 0)
    if (one <= other) i++
    if (other <= one) j++
  }
  return { docs: docs.subarray(0, n), how: how.subarray(0, n) }
}

function intersect(a: Matches, b: Matches): Matches {
  const docs = new Uint32Array(Math.min(a.docs.length, b.docs.length))
  const how = new Uint8Array(docs.length)
  let n = 0
  for (let i = 0, j = 0; i < a.docs.length && j < b.docs.length; ) {
    const one = a.docs[i]!
    const other = b.docs[j]!
    if (one === other) {
      docs[n] = one
      how[n++] = bothOf(a.how[i++]!, b.how[j++]!)
    } else if (one < other) i++
    else j++
  }
  return { docs: docs.subarray(0, n), how: how.subarray(0, n) }
}

/** AND in whatever order the parts are read; `titleStart` was taken from all but the first part before. */
const bothOf = (a: number, b: number): number => both(a, b) | ((a | b) & found.titleStart)

function onlyFirstStarts(matches: Matches, place: number): Matches {
  if (place === 0) return matches
  return { docs: matches.docs, how: matches.how.map(how => how & ~found.titleStart) }
}

function keepMatching(segment: Segment, { docs, how }: Matches, part: Plan, place: number): Matches {
  const kept = { docs: new Uint32Array(docs.length), how: new Uint8Array(docs.length) }
  let n = 0
  for (let i = 0; i < docs.length; i++) {
    const here = test(segment, part, docs[i]!)
    if (here < 0) continue
    kept.docs[n] = docs[i]!
    kept.how[n++] = bothOf(how[i]!, place === 0 ? here : here & ~found.titleStart)
  }
  return { docs: kept.docs.subarray(0, n), how: kept.how.subarray(0, n) }
}

function keepWithout(segment: Segment, { docs, how }: Matches, part: Plan): Matches {
  const keep = docs.map(doc => (test(segment, part, doc) < 0 ? 1 : 0))
  return { docs: docs.filter((_, i) => keep[i] === 1), how: how.filter((_, i) => keep[i] === 1) }
}

export function without(a: Matches, b: Matches): Matches {
  const docs = new Uint32Array(a.docs.length)
  const how = new Uint8Array(a.docs.length)
  let n = 0
  for (let i = 0, j = 0; i < a.docs.length; i++) {
    while (j < b.docs.length && b.docs[j]! < a.docs[i]!) j++
    if (b.docs[j] === a.docs[i]) continue
    docs[n] = a.docs[i]!
    how[n++] = a.how[i]!
  }
  return { docs: docs.subarray(0, n), how: how.subarray(0, n) }
}

/** Keeps the matches that stand in one more list, without changing how they match. */
function intersectDocs({ docs, how }: Matches, { postings, from }: Lists): Matches {
  const other = postings.docs
  const end = postings.starts[from + 1]!
  const kept = { docs: new Uint32Array(docs.length), how: new Uint8Array(docs.length) }
  let n = 0
  let j = postings.starts[from]!
  for (let i = 0; i < docs.length && j < end; i++) {
    const doc = docs[i]!
    // Gallops, since the other list is longer.
    for (let step = 1; j < end && other[j]! < doc; step *= 2)
      if (j + step < end && other[j + step]! < doc) j += step
      else {
        j++
        step = 0.5
      }
    if (j < end && other[j] === doc) {
      kept.docs[n] = doc
      kept.how[n++] = how[i]!
    }
  }
  return { docs: kept.docs.subarray(0, n), how: kept.how.subarray(0, n) }
}

export const anyAlive = (segment: Segment, { docs }: Matches): boolean => docs.some(doc => !isDead(segment, doc))

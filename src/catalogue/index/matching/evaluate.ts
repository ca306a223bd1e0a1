import type { Among, Query } from '#catalogue/rules/search/query.ts'
import { either, everyWord, found } from '#catalogue/rules/search/rank.ts'
import { pairFails } from '../answering/filter.ts'
import { everyDoc } from '../segment/doc-lists.ts'
import {
  bothOf,
  indexOf,
  intersect,
  type Matches,
  matchesOf,
  onlyFirstStarts,
  union,
  without,
} from '../segment/matches.ts'
import { docOf, isDead, type Segment } from '../segment/segment.ts'
import { isTitledSo, titledHow, titledSo } from './just-title.ts'
import { matchText } from './match.ts'
import { matchesWithin, onceEach, type PlannedWord, plannedWord } from './planned-word.ts'

/** A query with its words made ready for one search over all segments. */
export type Plan =
  | { is: 'everything' }
  | { is: 'word'; word: PlannedWord }
  | { is: 'among'; among: Among; passesIn: (segment: Segment) => (doc: number) => boolean }
  | { is: 'title'; text: string }
  | { is: 'and'; parts: Plan[] }
  | { is: 'or'; parts: Plan[] }
  | { is: 'not'; part: Plan }

export function planOf(query: Query): Plan {
  switch (query.is) {
    case 'everything':
      return query
    case 'among':
      return { ...query, passesIn: onceEach(segment => isAmong(segment, query.among)) }
    case 'word':
      return { is: 'word', word: plannedWord(query.word) }
    case 'title':
      return { is: 'title', text: query.text }
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
      return plan.word.matchesIn(segment)
    case 'among':
      return evaluateAmong(segment, plan.passesIn(segment))
    case 'title':
      return titledSo(segment, plan.text)
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

/** The same in parts that have no document in common, where that saves making one list of them. */
export function evaluateApart(segment: Segment, plan: Plan): readonly Matches[] {
  return plan.is === 'word' ? plan.word.apartIn(segment) : [evaluate(segment, plan)]
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
    else {
      const there = part.is === 'word' ? matchesWithin(part.word, segment, matches.docs) : evaluate(segment, part)
      matches = intersect(matches, onlyFirstStarts(there, place))
    }
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
const TEXT_LOOKUP_COST = 100

/** How one record matches, from its text alone; -1 for not. */
export function test(segment: Segment, plan: Plan, doc: number): number {
  switch (plan.is) {
    case 'everything':
      return 0
    case 'word':
      return testWord(segment, plan.word, doc)
    case 'among':
      return plan.passesIn(segment)(doc) ? everyWord : -1
    case 'title':
      return isTitledSo(segment, plan.text, doc) ? titledHow : -1
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

function testWord(segment: Segment, { pattern, matchesIn }: PlannedWord, doc: number): number {
  const { word } = pattern
  if (word.field === 'isbn' || word.field === 'ndc' || word.identifier !== null) {
    const { docs, how, table } = matchesIn(segment)
    const at = indexOf(docs, doc)
    return at < 0 ? -1 : table[how[at]!]!
  }
  return matchText(segment.text, segment.textStart[doc]!, pattern)
}

/** Postings to be read for a part, roughly. */
function estimate(segment: Segment, plan: Plan): number {
  switch (plan.is) {
    case 'everything':
    case 'among':
    case 'not':
      return segment.count
    case 'word':
      return plan.word.listsIn(segment).reduce((sum, list) => sum + list.size, 0)
    case 'title':
      return 1
    case 'or':
      return plan.parts.reduce((sum, part) => sum + estimate(segment, part), 0)
    case 'and':
      return Math.min(...plan.parts.map(part => estimate(segment, part)))
    default:
      return plan satisfies never
  }
}

const everything = ({ count }: Segment): Matches => ({
  docs: everyDoc(count),
  how: new Uint8Array(count),
  table: Uint8Array.of(0),
})

/** Found in every respect: a record is no worse an answer because part of the question was its year. */
function evaluateAmong(segment: Segment, passes: (doc: number) => boolean): Matches {
  const docs = everyDoc(segment.count).filter(doc => passes(doc))
  return { docs, how: new Uint8Array(docs.length), table: Uint8Array.of(everyWord) }
}

function isAmong(segment: Segment, among: Among): (doc: number) => boolean {
  if (among.by === 'id') {
    const own = docOf(segment, among.id)
    return doc => doc === own
  }
  const fails = pairFails(segment, among.by === 'kind' ? { kinds: among.kinds } : { years: [among] })
  const { facets } = segment.columns
  return doc => fails[facets[doc]!] === 0
}

function keepMatching(segment: Segment, { docs, how, table }: Matches, part: Plan, place: number): Matches {
  const kept = { docs: new Uint32Array(docs.length), how: new Uint8Array(docs.length) }
  let n = 0
  for (let i = 0; i < docs.length; i++) {
    const here = test(segment, part, docs[i]!)
    if (here < 0) continue
    kept.docs[n] = docs[i]!
    kept.how[n++] = bothOf(table[how[i]!]!, place === 0 ? here : here & ~found.titleStart)
  }
  return matchesOf(kept.docs, kept.how, n)
}

function keepWithout(segment: Segment, matches: Matches, part: Plan): Matches {
  const keep = matches.docs.map(doc => (test(segment, part, doc) < 0 ? 1 : 0))
  return {
    docs: matches.docs.filter((_, i) => keep[i] === 1),
    how: matches.how.filter((_, i) => keep[i] === 1),
    table: matches.table,
  }
}

export const anyAlive = (segment: Segment, { docs }: Matches): boolean => docs.some(doc => !isDead(segment, doc))

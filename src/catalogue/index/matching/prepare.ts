import type { AuthorityKind } from '#catalogue/rules/authority/authority.ts'
import { withOtherNames } from '#catalogue/rules/search/other-names-in-query.ts'
import { type Query, wordsOf } from '#catalogue/rules/search/query.ts'
import { type QueryWord, queryWord } from '#catalogue/rules/search/query-word.ts'
import { folded } from '#catalogue/rules/writing/fold.ts'
import type { Exact } from '../answering/collect.ts'
import type { NamesSearched } from '../catalogue-index.ts'
import { hash32 } from '../segment/hash.ts'
import { type Matches, without } from '../segment/matches.ts'
import { identifierRange } from '../segment/postings.ts'
import type { Segment } from '../segment/segment.ts'
import { anyAlive, evaluate, evaluateApart, type Plan, planOf } from './evaluate.ts'
import { readFrom, type SoleKana, soleKana } from './kana-start.ts'
import type { Layer } from './layer.ts'
import { nearestMatches } from './nearest.ts'
import { withVariants } from './variants.ts'

/** A parsed query with everything that is the same for every segment. */
export type Prepared = {
  query: Query
  plan: Plan
  /** The whole text as a title, or as the reading of one: who types all of it wants that first. */
  exact: Exact | null
  /** The one kana that was typed, see kana-start.ts. */
  kana: SoleKana | null
  /** The query with 異体字 allowed, when any word has them; of a word alone, only what is not as typed. */
  variantPlan: Plan | null
  /** Each other writing by itself, so that it can be said which found something. */
  variants: { text: string; plan: Plan }[]
  /** The query with other names of the same allowed, when any word is a name that has them. */
  otherNamePlan: Plan | null
  otherNames: { typed: string; kind: AuthorityKind; names: { text: string; plan: Plan }[] }[]
  /** The words to be marked in what was found. */
  marks: string[]
  /** The documents that have one of the numbers that were typed (ISBN and others): they come first. */
  identifierDocs(segment: Segment): ReadonlySet<number>
}

type LookUp = (kind: AuthorityKind, name: string) => readonly string[]

/**
 * Works out once what is asked of every segment.
 * @param text of the simple box when nothing else was asked: it may be a whole title
 * @param lookUp what else a name is called
 */
export function prepare(query: Query, text: string | null, lookUp: LookUp = () => []): Prepared {
  const words = wordsOf(query)
  const varied = withVariants(query)
  const numbers = words.flatMap(({ identifier }) => (identifier === null ? [] : [identifier]))
  const widened = withOtherNames(query, lookUp)
  return {
    query,
    plan: planOf(query),
    kana: soleKana(query),
    exact: text === null || text.trim() === '' ? null : exactOf(text),
    variantPlan: varied.query === null ? null : planOf(besides(query, varied.query)),
    variants: varied.words.map(word => ({ text: word.typed, plan: planOf({ is: 'word', word }) })),
    otherNamePlan: widened.asked.length === 0 ? null : planOf(widened.query),
    otherNames: widened.asked.map(({ typed, kind, others }) => ({
      typed,
      kind,
      names: others.map(({ name, word }) => ({ text: name, plan: planOf({ is: 'word', word }) })),
    })),
    marks: [
      ...new Set([
        ...words.filter(({ readingOnly }) => !readingOnly).map(({ typed }) => typed),
        ...widened.asked.flatMap(({ others }) => others.map(({ word }) => word.typed)),
      ]),
    ],
    identifierDocs: segment =>
      numbers.length === 0
        ? none
        : new Set(numbers.flatMap(number => [...identifierRange(segment, number).postings.docs])),
  }
}

/**
 * What a segment has for a query, in layers: as typed; then, below it, what begins with the one kana that was typed,
 * what goes by another name, what is written otherwise. A document stands in the first layer that finds it.
 */
export function searchLayers(segment: Segment, prepared: Prepared): Layer[] {
  const layers: Layer[] = evaluateApart(segment, prepared.plan).map(matches => ({ matches, tier: 'byMatch' }))
  const below = (found: Matches, tier: Layer['tier']) =>
    layers.push({ matches: layers.reduce((left, { matches }) => without(left, matches), found), tier })
  const { kana } = prepared
  if (kana?.plain) layers.push({ matches: readFrom(segment, kana), tier: 'readingStarts' })
  else if (kana) below(readFrom(segment, kana), 'readingStarts')
  if (prepared.otherNamePlan !== null) below(evaluate(segment, prepared.otherNamePlan), 'otherName')
  if (prepared.variantPlan !== null) below(evaluate(segment, prepared.variantPlan), 'variant')
  return layers
}

/** What is nearest, when nothing was found as typed anywhere: the words that are nowhere may differ. */
export function nearestLayers(segments: readonly Segment[], { query }: Prepared): Layer[][] {
  const lost = lostWords(segments, query)
  const isLost = (word: QueryWord) => lost.includes(word)
  return segments.map(segment => [{ matches: nearestMatches(segment, query, isLost), tier: 'nearest' }])
}

/** What is near to every word, whether or not it was found: for もしかして beside few hits. */
export const nearbyLayers = (segments: readonly Segment[], { query }: Prepared): Layer[][] =>
  segments.map(segment => [{ matches: nearestMatches(segment, query, () => true), tier: 'nearest' }])

/** The words that are nowhere as typed. */
export const lostWords = (segments: readonly Segment[], query: Query): QueryWord[] =>
  wordsOf(query).filter(
    word =>
      // Words typed apart are also tried together, which most often finds nothing and says nothing.
      !word.readingOnly &&
      !segments.some(segment => anyAlive(segment, evaluate(segment, planOf({ is: 'word', word })))),
  )

/** Of the other names that were asked, those that found something. */
export const otherNamesFound = (segments: readonly Segment[], { otherNames }: Prepared): NamesSearched[] =>
  otherNames
    .map(({ typed, kind, names }) => ({
      typed,
      kind,
      names: names
        .filter(({ plan }) => segments.some(segment => anyAlive(segment, evaluate(segment, plan))))
        .map(({ text }) => text),
    }))
    .filter(({ names }) => names.length > 0)

/** Of the other writings, those that found something. */
export const variantsFound = (segments: readonly Segment[], { variants }: Prepared): string[] =>
  variants
    .filter(({ plan }) => segments.some(segment => anyAlive(segment, evaluate(segment, plan))))
    .map(({ text }) => text)

/** Of alternatives the first of which was looked for already, the others. */
const besides = (query: Query, varied: Query): Query =>
  varied.is === 'or' && varied.parts[0] === query ? { is: 'or', parts: varied.parts.slice(1) } : varied

const none: ReadonlySet<number> = new Set()

function exactOf(text: string): Exact {
  const whole = folded(text)
  const mayBeReading = queryWord(text, 'any')?.mayBeReading === true
  return { title: hash32(whole), reading: mayBeReading ? hash32(whole) : -1 }
}

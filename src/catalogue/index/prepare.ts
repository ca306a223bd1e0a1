import { confusedWith, folded } from '../rules/fold.ts'
import { type Query, type QueryWord, queryWord, wordsOf } from '../rules/query.ts'
import type { Exact, Layer } from './collect.ts'
import { anyAlive, evaluate, evaluateApart, type Plan, planOf } from './evaluate.ts'
import { hash32 } from './hash.ts'
import { without } from './matches.ts'
import { nearestMatches } from './nearest.ts'
import { identifierRange } from './postings.ts'
import type { Segment } from './segment.ts'

/** A parsed query with everything that is the same for every segment. */
export type Prepared = {
  query: Query
  plan: Plan
  exact: Exact | null
  /** The query with 異体字 allowed, when any word has them. */
  variantPlan: Plan | null
  variants: { text: string; plan: Plan }[]
  marks: string[]
  identifierDocs(segment: Segment): ReadonlySet<number>
}

/** @param text of the simple box when nothing else was asked: it may be a whole title */
export function prepare(query: Query, text: string | null): Prepared {
  const words = wordsOf(query)
  const variants = words.filter(({ strict, readingOnly }) => !strict && !readingOnly).flatMap(spelledOtherwise)
  const numbers = words.flatMap(({ identifier }) => (identifier === null ? [] : [identifier]))
  return {
    query,
    plan: planOf(query),
    exact: text === null || text.trim() === '' ? null : exactOf(text),
    variantPlan: variants.length === 0 ? null : planOf(withVariants(query)),
    variants: variants.map(word => ({ text: word.typed, plan: planOf({ is: 'word', word }) })),
    marks: [...new Set(words.filter(({ readingOnly }) => !readingOnly).map(({ typed }) => typed))],
    identifierDocs: segment =>
      numbers.length === 0
        ? none
        : new Set(numbers.flatMap(number => [...identifierRange(segment, number).postings.docs])),
  }
}

/** When nothing was found as typed anywhere. */
export function nearestLayers(segments: readonly Segment[], { query }: Prepared): Layer[][] {
  const lost = new Map<QueryWord, boolean>()
  const isLost = (word: QueryWord) => {
    // Words typed apart are also tried together, which most often finds nothing and says nothing.
    if (word.readingOnly) return false
    if (!lost.has(word))
      lost.set(word, !segments.some(segment => anyAlive(segment, evaluate(segment, planOf({ is: 'word', word })))))
    return lost.get(word)!
  }
  return segments.map(segment => [{ matches: nearestMatches(segment, query, isLost), tier: 'nearest' }])
}

export function searchLayers(segment: Segment, prepared: Prepared): Layer[] {
  if (prepared.variantPlan === null)
    return evaluateApart(segment, prepared.plan).map(matches => ({ matches, tier: 'byMatch' }))
  const matches = evaluate(segment, prepared.plan)
  const variant = without(evaluate(segment, prepared.variantPlan), matches)
  return [
    { matches, tier: 'byMatch' },
    { matches: variant, tier: 'variant' },
  ]
}

export const variantsFound = (segments: readonly Segment[], { variants }: Prepared): string[] =>
  variants
    .filter(({ plan }) => segments.some(segment => anyAlive(segment, evaluate(segment, plan))))
    .map(({ text }) => text)

const none: ReadonlySet<number> = new Set()

function exactOf(text: string): Exact {
  const whole = folded(text)
  const mayBeReading = queryWord(text, 'any')?.mayBeReading === true
  return { title: hash32(whole), reading: mayBeReading ? hash32(whole) : -1 }
}

/** The same word with 斉 for 斎 and so on. */
const spelledOtherwise = (word: QueryWord): QueryWord[] =>
  confusedWith(word.units.replaceAll(' ', '')).flatMap(text => {
    const other = queryWord(text, word.field, word.match, word.openEnd)
    return other ? [{ ...other, openEnd: word.openEnd }] : []
  })

function withVariants(query: Query): Query {
  switch (query.is) {
    case 'everything':
    case 'not':
      return query
    case 'word': {
      const others = query.word.strict || query.word.readingOnly ? [] : spelledOtherwise(query.word)
      return others.length === 0
        ? query
        : { is: 'or', parts: [query, ...others.map(word => ({ is: 'word' as const, word }))] }
    }
    case 'and':
    case 'or':
      return { is: query.is, parts: query.parts.map(withVariants) }
    default:
      return query satisfies never
  }
}

import { inverted, piecesOf } from '#catalogue/rules/search/name-parts.ts'
import { queryWord } from '#catalogue/rules/search/query-word.ts'
import { found } from '#catalogue/rules/search/rank.ts'
import { folded, foldWritten, written } from '#catalogue/rules/writing/fold.ts'
import type { Suggestion } from '../catalogue-index.ts'
import { evaluate, type Plan, planOf } from '../matching/evaluate.ts'
import { titledLike } from '../matching/just-title.ts'
import { union } from '../segment/matches.ts'
import { mark } from '../segment/record-text.ts'
import { fieldText, firstCreator, isDead, type Segment, titleOf } from '../segment/segment.ts'
import { stringAt } from '../segment/string-table.ts'

/** Titles and authors that start with what is typed so far, by spelling or reading; the most wanted first. */
export function suggest(segments: readonly Segment[], text: string, limit: number): Suggestion[] {
  const typed = foldWritten(written(text))
  const word = queryWord(text, 'any', 'startsWith', true)
  if (word === null || typed === '') return []
  const plans = [planOf({ is: 'word', word: { ...word, match: 'contains' } }), ...namesInParts(text)]
  const suggestions = new Map<string, Suggestion>()
  // What was typed may be all of a title that many others begin with.
  for (const segment of segments)
    for (const doc of titledLike(segment, typed))
      if (suggestions.size < limit)
        suggestions.set(titleOf(segment, doc), { text: titleOf(segment, doc), kind: 'title' })
  for (const segment of segments) {
    const { docs, how, table } = plans.map(plan => evaluate(segment, plan)).reduce(union)
    let seen = 0
    for (let i = 0; i < docs.length && seen < LOOKED_AT_MAX && suggestions.size < limit; i++) {
      if (isDead(segment, docs[i]!) || !mayStart(table[how[i]!]!)) continue
      seen++
      for (const suggestion of startingSo(segment, docs[i]!, typed)) suggestions.set(suggestion.text, suggestion)
    }
  }
  return [...suggestions.values()].slice(0, limit)
}

/** ルイス・キャ: the parts of a name, whose heading may have them in the other order. */
function namesInParts(text: string): Plan[] {
  const words = piecesOf(text).flatMap(piece => queryWord(piece, 'author', 'contains', true) ?? [])
  return words.length < 2 ? [] : [planOf({ is: 'and', parts: words.map(word => ({ is: 'word', word })) })]
}

const LOOKED_AT_MAX = 300
/** Not where it only stands inside a title. */
const mayStart = (how: number): boolean => (how & (found.titleStart | found.author)) !== 0 || (how & found.title) === 0

function startingSo(segment: Segment, doc: number, typed: string): Suggestion[] {
  const suggestions: Suggestion[] = []
  const starts = (kind: number) => foldWritten(fieldText(segment, doc, kind)).startsWith(typed)
  if (starts(mark.title) || starts(mark.titleReading)) suggestions.push({ text: titleOf(segment, doc), kind: 'title' })
  const creator = firstCreator(segment, doc)
  if (creator >= 0) {
    const { keys, names, readings } = segment.creators
    const name = stringAt(names, creator)
    const forms = [stringAt(keys, creator), stringAt(readings, creator), folded(inverted(name) ?? '')]
    if (forms.some(form => form.startsWith(typed))) suggestions.push({ text: name, kind: 'author' })
  }
  return suggestions
}

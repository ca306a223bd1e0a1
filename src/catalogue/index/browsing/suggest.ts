import { queryWord } from '#catalogue/rules/search/query-word.ts'
import { found } from '#catalogue/rules/search/rank.ts'
import { foldWritten, written } from '#catalogue/rules/writing/fold.ts'
import type { Suggestion } from '../catalogue-index.ts'
import { evaluate, planOf } from '../matching/evaluate.ts'
import { mark } from '../segment/record-text.ts'
import { fieldText, firstCreator, isDead, type Segment, titleOf } from '../segment/segment.ts'
import { stringAt } from '../segment/string-table.ts'

/** Titles and authors that start with what is typed so far, by spelling or reading; the most wanted first. */
export function suggest(segments: readonly Segment[], text: string, limit: number): Suggestion[] {
  const typed = foldWritten(written(text))
  const word = queryWord(text, 'any', 'startsWith', true)
  if (word === null || typed === '') return []
  const plan = planOf({ is: 'word', word: { ...word, match: 'contains' } })
  const suggestions = new Map<string, Suggestion>()
  for (const segment of segments) {
    const { docs, how, table } = evaluate(segment, plan)
    let seen = 0
    for (let i = 0; i < docs.length && seen < LOOKED_AT_MAX && suggestions.size < limit; i++) {
      if (isDead(segment, docs[i]!) || !mayStart(table[how[i]!]!)) continue
      seen++
      for (const suggestion of startingSo(segment, docs[i]!, typed)) suggestions.set(suggestion.text, suggestion)
    }
  }
  return [...suggestions.values()].slice(0, limit)
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
    if (stringAt(keys, creator).startsWith(typed) || stringAt(readings, creator).startsWith(typed))
      suggestions.push({ text: stringAt(names, creator), kind: 'author' })
  }
  return suggestions
}

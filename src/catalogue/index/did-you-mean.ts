import { foldWritten } from '../rules/fold.ts'
import { wordsOf } from '../rules/query.ts'
import type { FoundIn } from './merge.ts'
import { withinOneEditOrAlike } from './nearest.ts'
import type { Prepared } from './prepare.ts'
import { mark } from './record-text.ts'
import { fieldText, firstCreator, titleOf } from './segment.ts'
import { stringAt } from './string-table.ts'

/** もしかして: what the best near hits are called; an author when it was the name that came near, else the title. */
export function suggestedBy(found: readonly FoundIn[], { query }: Prepared): string[] {
  const typed = wordsOf(query).map(({ units }) => units.replaceAll(' ', ''))
  const suggestions = new Set<string>()
  for (const hit of found) {
    if (suggestions.size === SUGGESTIONS_MAX) break
    suggestions.add(authorNear(hit, typed) ?? titleOf(hit.segment, hit.doc))
  }
  return [...suggestions].filter(text => !wordsOf(query).some(word => word.typed === text))
}

const SUGGESTIONS_MAX = 3

function authorNear({ segment, doc }: FoundIn, typed: readonly string[]): string | null {
  const creator = firstCreator(segment, doc)
  if (creator < 0) return null
  const readings = fieldText(segment, doc, mark.authorReading).split(' ')
  const names = [stringAt(segment.creators.keys, creator), foldWritten(readings.join('')), ...readings.map(foldWritten)]
  return typed.some(word => names.some(name => withinOneEditOrAlike(name, word)))
    ? stringAt(segment.creators.names, creator)
    : null
}

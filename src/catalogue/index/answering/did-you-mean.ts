import { wordsOf } from '#catalogue/rules/search/query.ts'
import type { QueryWord } from '#catalogue/rules/search/query-word.ts'
import { folded, foldWritten } from '#catalogue/rules/writing/fold.ts'
import { isWrittenInKana } from '../matching/kana-for-kanji.ts'
import { withinOneEditOrAlike } from '../matching/nearest.ts'
import { lostWords, type Prepared } from '../matching/prepare.ts'
import { mark } from '../segment/record-text.ts'
import { fieldText, firstCreator, type Segment, titleOf } from '../segment/segment.ts'
import { stringAt } from '../segment/string-table.ts'
import type { FoundIn } from './merge.ts'

/**
 * もしかして: what the best near hits are called; an author when it was the name that came near, else the title.
 */
export function suggestedBy(segments: readonly Segment[], found: readonly FoundIn[], { query }: Prepared): string[] {
  const unitsOf = (words: readonly QueryWord[]) => words.map(({ units }) => units.replaceAll(' ', ''))
  const typed = unitsOf(wordsOf(query))
  const lost = unitsOf(lostWords(segments, query))
  const length = typed.join('').length
  const suggestions = new Map<string, number>()
  for (const hit of found) {
    const text = suggestionOf(hit, typed, lost)
    const distance = Math.abs(folded(text).length - length)
    if (!suggestions.has(text)) suggestions.set(text, distance)
  }
  // A title that is as long as what was typed is nearer than one that has it in it somewhere.
  return [...suggestions]
    .sort(([, one], [, other]) => one - other)
    .slice(0, SUGGESTIONS_MAX)
    .map(([text]) => text)
}

/**
 * Those whose title itself is near to what was typed, not something else in the record; for what is said beside hits.
 */
export function nearByTitle(found: readonly FoundIn[], { query }: Prepared): FoundIn[] {
  const typed = wordsOf(query)
    .filter(({ readingOnly }) => !readingOnly)
    .map(({ units }) => units.replaceAll(' ', ''))
  const { length } = typed.join('')
  return found.filter(({ segment, doc }) => {
    const title = folded(titleOf(segment, doc))
    return (
      Math.abs(title.length - length) <= FURTHEST &&
      typed.some(word => word !== title && (withinOneEditOrAlike(title, word) || isWrittenInKana(segment, doc, word)))
    )
  })
}

/** A title with more behind it is another one. */
const FURTHEST = 2
const SUGGESTIONS_MAX = 3

/**
 * Where the title itself was typed, it was another word that went wrong: the author with it is something new to ask.
 */
function suggestionOf(hit: FoundIn, typed: readonly string[], lost: readonly string[]): string {
  const title = titleOf(hit.segment, hit.doc)
  const near = authorNear(hit, lost)
  if (near !== null) return near
  const author = firstCreator(hit.segment, hit.doc)
  return author >= 0 && typed.includes(folded(title))
    ? `${title} ${stringAt(hit.segment.creators.names, author)}`
    : title
}

function authorNear({ segment, doc }: FoundIn, lost: readonly string[]): string | null {
  const creator = firstCreator(segment, doc)
  if (creator < 0) return null
  const readings = fieldText(segment, doc, mark.authorReading).split(' ')
  const names = [stringAt(segment.creators.keys, creator), foldWritten(readings.join('')), ...readings.map(foldWritten)]
  return lost.some(word => names.some(name => withinOneEditOrAlike(name, word)))
    ? stringAt(segment.creators.names, creator)
    : null
}

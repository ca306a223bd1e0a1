import type { AuthorityKind } from '#catalogue/rules/authority/authority.ts'
import { queryWord } from '#catalogue/rules/search/query-word.ts'
import { found } from '#catalogue/rules/search/rank.ts'
import { folded } from '#catalogue/rules/writing/fold.ts'
import { compareSortTexts, sortText } from '../build/order.ts'
import type { ScannedTerm } from '../catalogue-index.ts'
import { evaluate, planOf } from '../matching/evaluate.ts'
import { isDead, type Segment } from '../segment/segment.ts'
import type { AuthorityNames } from './authority-names.ts'
import { countUnder, headingLines, headingPosition } from './heading-list.ts'

/**
 * The headings around a text in the order of their readings: `before` of them in front of the first that is not before
 * it. Those without a bib any more are left out.
 */
export function scanHeadings(
  segments: readonly Segment[],
  known: AuthorityNames,
  kind: AuthorityKind,
  text: string,
  before: number,
  limit: number,
): ScannedTerm[] {
  const position = headingPosition(segments, known, kind, folded(text))
  const { lines } = headingLines(segments, known, kind, [], Math.max(0, position - before), limit)
  return lines.flatMap(({ key, label, see }) => {
    const count = see === null ? countUnder(segments, kind, key) : 0
    return count === 0 ? [] : [{ value: label, count }]
  })
}

/**
 * The titles around a text in the order of 五十音, each once. They are not counted: a title may also stand inside of
 * others.
 */
export function scanTitles(segments: readonly Segment[], text: string, before: number, limit: number): string[] {
  const wanted = sortTextOf(segments, folded(text))
  const behind = walk(segments, wanted, 1, limit)
  return [...walk(segments, wanted, -1, Math.min(before, limit)).toReversed(), ...behind].slice(0, limit)
}

/**
 * Kanji say nothing of where a title stands: they are looked for by the reading of the first title that begins with
 * them.
 */
function sortTextOf(segments: readonly Segment[], text: string): string {
  const word = /^\p{Script=Han}/u.test(text) ? queryWord(text, 'title', 'startsWith', true, true) : null
  if (word === null) return text
  const keys = segments.flatMap(segment => {
    const { docs, how, table } = evaluate(segment, planOf({ is: 'word', word }))
    const { titlePlace } = segment.columns
    let first = -1
    for (let i = 0; i < docs.length; i++) {
      const doc = docs[i]!
      if ((table[how[i]!]! & found.titleStart) === 0 || isDead(segment, doc)) continue
      if (first < 0 || titlePlace[doc]! < titlePlace[first]!) first = doc
    }
    return first < 0 ? [] : [keyAt(segment, first)]
  })
  return keys.toSorted(compareSortTexts)[0] ?? text
}

/** Goes through the titles of all segments at once, forwards from the text or backwards from before it. */
function walk(segments: readonly Segment[], text: string, step: 1 | -1, most: number): string[] {
  const heads = segments.map(segment => {
    const first = placeOfTitle(segment, text)
    return { segment, at: step === 1 ? first : first - 1 }
  })
  const titles: string[] = []
  let last: string | null = null
  while (titles.length < most) {
    let next: { head: (typeof heads)[number]; key: string; doc: number } | null = null
    for (const head of heads) {
      const { byTitlePlace } = head.segment.columns
      while (head.at >= 0 && head.at < byTitlePlace.length && isDead(head.segment, byTitlePlace[head.at]!))
        head.at += step
      const doc = byTitlePlace[head.at]
      if (doc === undefined) continue
      const key = keyAt(head.segment, doc)
      if (next === null || compareSortTexts(key, next.key) * step < 0) next = { head, key, doc }
    }
    if (next === null) break
    next.head.at += step
    if (next.key === last) continue
    last = next.key
    titles.push(titleAt(next.head.segment, next.doc))
  }
  return titles
}

function placeOfTitle(segment: Segment, text: string): number {
  const { byTitlePlace } = segment.columns
  let low = 0
  let high = byTitlePlace.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareSortTexts(keyAt(segment, byTitlePlace[middle]!), text) < 0) low = middle + 1
    else high = middle
  }
  return low
}

const keyAt = ({ text, textStart }: Segment, doc: number): string => sortText(text, textStart[doc]!)

const decoder = new TextDecoder()
function titleAt({ titles, titleStart }: Segment, doc: number): string {
  const start = titleStart[doc]!
  return decoder.decode(titles.subarray(start, titles.indexOf(0, start)))
}

import { found } from '#catalogue/rules/search/rank.ts'
import { folded } from '#catalogue/rules/writing/fold.ts'
import { hash32 } from '../segment/hash.ts'
import { firstWith } from '../segment/lower-bound.ts'
import { type Matches, matchesOf } from '../segment/matches.ts'
import { isDead, type Segment, titleOf } from '../segment/segment.ts'

/** Bibs whose title is this text as it is printed, punctuation and all; width and spaces aside. */
export function titledSo(segment: Segment, text: string): Matches {
  const docs = titledLike(segment, folded(text)).filter(doc => isTitledSo(segment, text, doc))
  return matchesOf(docs, new Uint8Array(docs.length).fill(titledHow))
}

/** Bibs whose title folds to this text, the most wanted first. */
export function titledLike(segment: Segment, text: string): Uint32Array {
  const { byTitle, columns } = segment
  const hash = hash32(text)
  const from = firstWith(byTitle, columns.titleHash, hash)
  let to = from
  while (columns.titleHash[byTitle[to]!] === hash) to++
  return byTitle
    .slice(from, to)
    .filter(doc => !isDead(segment, doc) && folded(titleOf(segment, doc)) === text)
    .sort()
}

export const isTitledSo = (segment: Segment, text: string, doc: number): boolean =>
  segment.columns.titleHash[doc] === hash32(folded(text)) && plain(titleOf(segment, doc)) === plain(text)

/** The whole title as typed. */
export const titledHow =
  found.title |
  found.titleOrAuthor |
  found.surface |
  found.readingWhole |
  found.reading |
  found.asTyped |
  found.titleStart

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim()

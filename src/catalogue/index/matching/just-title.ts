import { found } from '#catalogue/rules/search/rank.ts'
import { folded } from '#catalogue/rules/writing/fold.ts'
import { hash32 } from '../segment/hash.ts'
import { firstWith } from '../segment/lower-bound.ts'
import { type Matches, matchesOf } from '../segment/matches.ts'
import { type Segment, titleOf } from '../segment/segment.ts'

/** Bibs whose title is this text as it is printed, signs and all; width and spaces aside. */
export function titledSo(segment: Segment, text: string): Matches {
  const { byTitle, columns } = segment
  const hash = hash32(folded(text))
  const docs: number[] = []
  for (let i = firstWith(byTitle, columns.titleHash, hash); columns.titleHash[byTitle[i]!] === hash; i++)
    if (isTitledSo(segment, text, byTitle[i]!)) docs.push(byTitle[i]!)
  return matchesOf(Uint32Array.from(docs).sort(), new Uint8Array(docs.length).fill(titledHow))
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

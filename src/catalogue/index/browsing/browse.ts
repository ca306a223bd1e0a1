import type { AuthorityKind } from '#catalogue/rules/authority/authority.ts'
import { ndcLabel } from '#catalogue/rules/ndc.ts'
import { inverted } from '#catalogue/rules/search/name-parts.ts'
import { folded } from '#catalogue/rules/writing/fold.ts'
import type { BrowsePage, NdcBranch } from '../catalogue-index.ts'
import { isDead, type Segment } from '../segment/segment.ts'
import { stringAt, stringCount } from '../segment/string-table.ts'
import { type AuthorityNames, nameKey } from './authority-names.ts'
import { countUnder, headingLines } from './heading-list.ts'

/** 分類 below a notation: one digit more, or what stands after the point. */
export function ndcBelow(segments: readonly Segment[], prefix: string): NdcBranch[] {
  const branches = new Map<string, { count: number; hasMore: boolean }>()
  const add = (notation: string, count: number) => {
    const child = childOf(notation, prefix)
    if (child === null) return
    const known = branches.get(child) ?? { count: 0, hasMore: false }
    branches.set(child, { count: known.count + count, hasMore: known.hasMore || notation.length > child.length })
  }
  for (const segment of segments) {
    const counts = new Uint32Array(stringCount(segment.notations) + 1)
    for (let doc = 0; doc < segment.count; doc++) if (!isDead(segment, doc)) counts[segment.columns.notation[doc]!]!++
    for (let place = 1; place < counts.length; place++)
      if (counts[place] !== 0) add(stringAt(segment.notations, place - 1), counts[place]!)
    for (const [doc, others] of otherNotations(segment)) {
      const main = segment.columns.notation[doc]! - 1
      const counted = new Set([childOf(stringAt(segment.notations, main), prefix)])
      for (const notation of others) {
        const child = childOf(notation, prefix)
        add(notation, counted.has(child) ? 0 : 1)
        counted.add(child)
      }
    }
  }
  return [...branches]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([notation, { count, hasMore }]) => ({
      notation,
      count,
      label: notation.length <= 2 ? ndcLabel(notation) : null,
      hasMore,
    }))
}

/** The part of a notation that is one step below another; null for one that does not stand below it. */
function childOf(notation: string, prefix: string): string | null {
  if (!notation.startsWith(prefix) || notation.length === prefix.length) return null
  return notation.slice(0, prefix.length + (notation[prefix.length] === '.' ? 2 : 1))
}

/** The further notations of living documents that have several. */
function otherNotations(segment: Segment): Map<number, string[]> {
  const others = new Map<number, string[]>()
  for (const [i, doc] of segment.otherNotationDocs.entries())
    if (!isDead(segment, doc))
      others.set(doc, [...(others.get(doc) ?? []), stringAt(segment.notations, segment.otherNotations[i]! - 1)])
  return others
}

/**
 * Headings that start so by reading or as written, in the order of their readings. Only those shown are counted,
 * without what left the catalogue: counting takes longer than finding. The total still has a heading whose last bib
 * left since the index was built.
 */
export function browseHeadings(
  segments: readonly Segment[],
  known: AuthorityNames,
  kind: AuthorityKind,
  starts: readonly string[],
  offset: number,
  limit: number,
): BrowsePage {
  // キャロル, ルイス is the heading of ルイス・キャロル.
  const asked = starts.flatMap(start => [start, ...(kind === 'name' ? [inverted(start) ?? start] : [])])
  const { total, lines } = headingLines(segments, known, kind, asked.map(folded), offset, limit)
  const entries = lines.flatMap(({ key, label, reading, see }) => {
    const count = countUnder(segments, kind, see === null ? key : nameKey(kind, see))
    return count === 0 ? [] : [{ value: key, label, reading, count, see }]
  })
  return { total, entries }
}

import { folded } from '../rules/fold.ts'
import { ndcLabel } from '../rules/ndc.ts'
import type { BrowsePage, NdcBranch } from './catalogue-index.ts'
import { isDead, type Segment, termKind } from './segment.ts'
import { placeOf, stringAt, stringCount } from './string-table.ts'

/** 分類 below a notation: one digit more, or what stands after the point. */
export function ndcBelow(segments: readonly Segment[], prefix: string): NdcBranch[] {
  const branches = new Map<string, { count: number; hasMore: boolean }>()
  for (const segment of segments) {
    const counts = new Uint32Array(stringCount(segment.notations) + 1)
    for (let doc = 0; doc < segment.count; doc++) if (!isDead(segment, doc)) counts[segment.columns.notation[doc]!]!++
    for (let place = 1; place < counts.length; place++) {
      const notation = stringAt(segment.notations, place - 1)
      if (counts[place] === 0 || !notation.startsWith(prefix) || notation.length === prefix.length) continue
      const child = notation.slice(0, prefix.length + (notation[prefix.length] === '.' ? 2 : 1))
      const known = branches.get(child) ?? { count: 0, hasMore: false }
      branches.set(child, {
        count: known.count + counts[place]!,
        hasMore: known.hasMore || notation.length > child.length,
      })
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

export function browseCreators(
  segments: readonly Segment[],
  starts: readonly string[],
  offset: number,
  limit: number,
): BrowsePage {
  return browse(
    segments.map(segment => ({
      segment,
      kind: termKind.creator,
      keys: segment.creators.keys,
      names: segment.creators.names,
      readings: segment.creators.readings,
    })),
    starts.map(folded),
    offset,
    limit,
  )
}

export function browseSubjects(
  segments: readonly Segment[],
  starts: readonly string[],
  offset: number,
  limit: number,
): BrowsePage {
  return browse(
    segments.map(segment => ({ segment, kind: termKind.subject, ...segment.subjects, readings: null })),
    starts.map(folded),
    offset,
    limit,
  )
}

type Headings = {
  segment: Segment
  kind: string
  keys: Segment['terms']
  names: Segment['terms']
  readings: Segment['terms'] | null
}

/** Headings that start so by reading or as written, in the order of their readings, counted without what left the catalogue. */
function browse(all: readonly Headings[], starts: readonly string[], offset: number, limit: number): BrowsePage {
  const entries = new Map<string, { label: string; reading: string | null; count: number }>()
  for (const { segment, kind, keys, names, readings } of all)
    for (let place = 0; place < stringCount(keys); place++) {
      const key = stringAt(keys, place)
      const reading = readings ? stringAt(readings, place) || null : null
      if (starts.length > 0 && !starts.some(start => key.startsWith(start) || reading?.startsWith(start))) continue
      const count = countAlive(segment, kind + key)
      if (count === 0) continue
      const known = entries.get(key)
      entries.set(key, {
        label: known?.label ?? stringAt(names, place),
        reading: known?.reading ?? reading,
        count: count + (known?.count ?? 0),
      })
    }
  const sorted = [...entries]
    .map(([value, entry]) => ({ value, ...entry, order: entry.reading ?? value }))
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.value < b.value ? -1 : 1))
  return { total: sorted.length, entries: sorted.slice(offset, offset + limit).map(({ order: _, ...entry }) => entry) }
}

function countAlive(segment: Segment, term: string): number {
  const place = placeOf(segment.terms, term)
  if (place < 0) return 0
  let count = 0
  for (let i = segment.words.starts[place]!; i < segment.words.starts[place + 1]!; i++)
    if (!isDead(segment, segment.words.docs[i]!)) count++
  return count
}

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

/**
 * Headings that start so by reading or as written, in the order of their readings. Only those shown are counted, without what left the
 * catalogue: counting takes longer than finding. The total still has a heading whose last bib left since the index was built.
 */
function browse(all: readonly Headings[], starts: readonly string[], offset: number, limit: number): BrowsePage {
  const places = new Map<string, { order: string; reading: string | null; names: Segment['terms']; place: number }>()
  for (const { keys, names, readings } of all)
    for (let place = 0; place < stringCount(keys); place++) {
      const key = stringAt(keys, place)
      const reading = readings ? stringAt(readings, place) || null : null
      if (starts.length > 0 && !starts.some(start => key.startsWith(start) || reading?.startsWith(start))) continue
      const known = places.get(key)
      if (!known) places.set(key, { order: reading ?? key, reading, names, place })
      else if (reading !== null && known.reading === null) Object.assign(known, { order: reading, reading })
    }
  const sorted = [...places].sort(([a, one], [b, other]) =>
    one.order < other.order ? -1 : one.order > other.order ? 1 : a < b ? -1 : 1,
  )
  const entries = sorted.slice(offset, offset + limit).flatMap(([value, { reading, names, place }]) => {
    const count = all.reduce((sum, { segment, kind }) => sum + countAlive(segment, kind + value), 0)
    return count === 0 ? [] : [{ value, label: stringAt(names, place), reading, count }]
  })
  return { total: sorted.length, entries }
}

function countAlive(segment: Segment, term: string): number {
  const place = placeOf(segment.terms, term)
  if (place < 0) return 0
  let count = 0
  for (let i = segment.words.starts[place]!; i < segment.words.starts[place + 1]!; i++)
    if (!isDead(segment, segment.words.docs[i]!)) count++
  return count
}

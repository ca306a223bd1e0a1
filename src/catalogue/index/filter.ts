import { folded } from '../rules/fold.ts'
import type { BranchSets } from './branch-sets.ts'
import { dayNumber } from './build.ts'
import type { Filters } from './catalogue-index.ts'
import { audienceOf, classOf, facetCodes, kindOf } from './facet-code.ts'
import { type Segment, termKind } from './segment.ts'
import { placeOf, prefixRange, stringCount } from './string-table.ts'

/** Bits for the groups of facets that can be chosen; a bib that fails in one group only is still counted in that group. */
export const group = { branch: 1, kind: 2, class: 4, year: 8, creator: 16, audience: 32, available: 64 } as const

/** The filters of one search as tables over one segment's columns; null where nothing is chosen. */
export type SegmentFilter = {
  /** Groups of kind, audience and class that a facet code fails in. */
  codeFails: Uint8Array | null
  yearFails: Uint8Array | null
  wantedCreators: Uint8Array | null
  /** Sets of branches with one of the chosen branches. */
  wantedBranches: Uint8Array | null
  availableNow: boolean
  addedSince: number
  /** Places + 1 in the notation table: [from, to). */
  notations: [number, number] | null
  /** Sorted documents with the chosen subject. */
  subjectDocs: Uint32Array | null
  any: boolean
}

export function segmentFilter(segment: Segment, filters: Filters, branchSets: BranchSets): SegmentFilter {
  const filter = {
    codeFails: codeFails(filters),
    yearFails: chosen(filters.years) ? yearFails(filters.years) : null,
    wantedCreators: chosen(filters.creators) ? wantedCreators(segment, filters.creators) : null,
    wantedBranches: chosen(filters.branches) ? branchSets.having(filters.branches) : null,
    availableNow: filters.availableNow === true,
    addedSince: filters.addedSince ? dayNumber(filters.addedSince) : 0,
    notations: filters.ndc ? notationRange(segment, filters.ndc) : null,
    subjectDocs: filters.subject ? subjectDocs(segment, filters.subject) : null,
  }
  return {
    ...filter,
    any: Object.values(filter).some(part => part !== null && part !== false && part !== 0),
  }
}

const chosen = <T>(values: readonly T[] | undefined): values is readonly T[] =>
  values !== undefined && values.length > 0

function codeFails({ kinds, audiences, classes }: Filters): Uint8Array | null {
  if (!chosen(kinds) && !chosen(audiences) && !chosen(classes)) return null
  return Uint8Array.from({ length: facetCodes() }, (_, code) => {
    const kindFails = chosen(kinds) && !kinds.includes(kindOf(code)) ? group.kind : 0
    const audienceFails = chosen(audiences) && !audiences.includes(audienceOf(code)) ? group.audience : 0
    const classFails = chosen(classes) && !classes.includes(classOf(code)) ? group.class : 0
    return kindFails | audienceFails | classFails
  })
}

const yearFails = (ranges: readonly { from?: number; to?: number }[]): Uint8Array =>
  Uint8Array.from({ length: 10_000 }, (_, year) =>
    year > 0 && ranges.some(({ from = 0, to = 9999 }) => from <= year && year <= to) ? 0 : group.year,
  )

function wantedCreators(segment: Segment, keys: readonly string[]): Uint8Array {
  const wanted = new Uint8Array(stringCount(segment.creators.keys))
  for (const key of keys) {
    const place = placeOf(segment.creators.keys, key)
    if (place >= 0) wanted[place] = 1
  }
  return wanted
}

function notationRange(segment: Segment, prefix: string): [number, number] {
  const [from, to] = prefixRange(segment.notations, prefix)
  return [from + 1, to + 1]
}

function subjectDocs(segment: Segment, subject: string): Uint32Array {
  const place = placeOf(segment.terms, termKind.subject + folded(subject))
  return place < 0
    ? new Uint32Array(0)
    : segment.words.docs.subarray(segment.words.starts[place]!, segment.words.starts[place + 1]!)
}

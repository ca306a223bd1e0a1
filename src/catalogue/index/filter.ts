import { folded } from '../rules/fold.ts'
import type { BranchSets } from './branch-sets.ts'
import type { Filters } from './catalogue-index.ts'
import { audienceOf, classOf, facetCodes, kindOf } from './facet-code.ts'
import { YEARS } from './facet-counts.ts'
import { type Growing, growing32 } from './growing.ts'
import { dayNumber } from './live.ts'
import type { Matches } from './matches.ts'
import { lowerBound } from './postings.ts'
import { MORE_CREATORS, type Segment, termKind } from './segment.ts'
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
  /** How many sets of branches there are. */
  branchSets: number
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
    branchSets: branchSets.size,
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
  Uint8Array.from({ length: YEARS }, (_, year) =>
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

/** The hits, and per group the bibs that fail in that group alone; they are counted there, as they would come in with another selection. */
export type Divided = { hits: Matches; failing: Failing | null }
export type Failing = FailingLists<Uint32Array>
type FailingLists<T> = Record<Exclude<keyof typeof group, 'available'>, T> & {
  /** Bibs that fail in nothing but branch and availability: what could be borrowed now among them depends on the branches chosen. */
  branchOrAvailable: T
}

export function divide(segment: Segment, matches: Matches, filter: SegmentFilter, anyDead: boolean): Divided {
  if (!filter.any) return { hits: anyDead ? alive(segment, matches) : matches, failing: null }
  const { docs, how } = anyDead ? alive(segment, matches) : matches
  const hits = { docs: new Uint32Array(docs.length), how: new Uint8Array(docs.length) }
  const failing: FailingLists<Growing<Uint32Array>> = {
    branch: growing32(),
    kind: growing32(),
    class: growing32(),
    year: growing32(),
    creator: growing32(),
    audience: growing32(),
    branchOrAvailable: growing32(),
  }
  const fails = failsOf(segment, filter, docs)
  let n = 0
  for (let i = 0; i < docs.length; i++) {
    if (fails[i] === 0) {
      hits.docs[n] = docs[i]!
      hits.how[n++] = how[i]!
    } else if (fails[i]! < OUT) noteFailing(failing, docs[i]!, fails[i]!)
  }
  return { hits: { docs: hits.docs.subarray(0, n), how: hits.how.subarray(0, n) }, failing: listsOf(failing) }
}

const listsOf = (failing: FailingLists<Growing<Uint32Array>>): Failing => ({
  branch: failing.branch.done(),
  kind: failing.kind.done(),
  class: failing.class.done(),
  year: failing.year.done(),
  creator: failing.creator.done(),
  audience: failing.audience.done(),
  branchOrAvailable: failing.branchOrAvailable.done(),
})

function noteFailing(failing: FailingLists<Growing<Uint32Array>>, doc: number, fails: number): void {
  if ((fails & ~(group.branch | group.available)) === 0) failing.branchOrAvailable.push(doc)
  if (fails === group.branch) failing.branch.push(doc)
  else if (fails === group.kind) failing.kind.push(doc)
  else if (fails === group.class) failing.class.push(doc)
  else if (fails === group.year) failing.year.push(doc)
  else if (fails === group.creator) failing.creator.push(doc)
  else if (fails === group.audience) failing.audience.push(doc)
}

function alive(segment: Segment, { docs, how }: Matches): Matches {
  const { dead } = segment
  const kept = { docs: new Uint32Array(docs.length), how: new Uint8Array(docs.length) }
  let n = 0
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i]!
    if ((dead[doc >>> 5]! >>> (doc & 31)) & 1) continue
    kept.docs[n] = doc
    kept.how[n++] = how[i]!
  }
  return n === docs.length ? { docs, how } : { docs: kept.docs.subarray(0, n), how: kept.how.subarray(0, n) }
}

/** By something that is not a facet. */
const OUT = 128

/** Per document 0 for a hit, the groups it fails in, or OUT and more; one column after the other, without asking. */
function failsOf({ columns, creators }: Segment, filter: SegmentFilter, docs: Uint32Array): Uint8Array {
  const fails = new Uint8Array(docs.length)
  const { codeFails, yearFails, wantedCreators, wantedBranches, notations, subjectDocs, addedSince } = filter
  if (codeFails !== null) for (let i = 0; i < docs.length; i++) fails[i]! |= codeFails[columns.code[docs[i]!]!]!
  if (yearFails !== null) for (let i = 0; i < docs.length; i++) fails[i]! |= yearFails[columns.year[docs[i]!]!]!
  if (filter.availableNow)
    for (let i = 0; i < docs.length; i++)
      fails[i]! |= group.available & (((columns.available[docs[i]!]! + 0xffff) >>> 16) - 1)
  if (wantedBranches !== null) {
    const sets = filter.availableNow ? columns.availableAt : columns.holding
    for (let i = 0; i < docs.length; i++) fails[i]! |= group.branch & (wantedBranches[sets[docs[i]!]!]! - 1)
  }
  if (addedSince > 0)
    for (let i = 0; i < docs.length; i++) if (columns.addedOn[docs[i]!]! < addedSince) fails[i]! |= OUT
  if (notations !== null)
    for (let i = 0; i < docs.length; i++) {
      const notation = columns.notation[docs[i]!]!
      if (notation < notations[0] || notation >= notations[1]) fails[i]! |= OUT
    }
  if (subjectDocs !== null)
    for (let i = 0; i < docs.length; i++)
      if (subjectDocs[lowerBound(subjectDocs, docs[i]!)] !== docs[i]) fails[i]! |= OUT
  if (wantedCreators !== null)
    for (let i = 0; i < docs.length; i++)
      if (!hasCreator(columns.creator[docs[i]!]!, creators, wantedCreators, docs[i]!)) fails[i]! |= group.creator
  return fails
}

function hasCreator(
  first: number,
  { moreDocs, moreCreators }: Segment['creators'],
  wanted: Uint8Array,
  doc: number,
): boolean {
  if (first === 0) return false
  if (wanted[(first & ~MORE_CREATORS) - 1] === 1) return true
  if ((first & MORE_CREATORS) === 0) return false
  for (let i = lowerBound(moreDocs, doc); moreDocs[i] === doc; i++) if (wanted[moreCreators[i]!] === 1) return true
  return false
}

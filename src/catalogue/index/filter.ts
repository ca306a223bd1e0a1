import { folded } from '../rules/fold.ts'
import type { Filters } from './catalogue-index.ts'
import { audienceOf, classOf, codeOfPair, facetCodes, kindOf, YEARS, yearOfPair } from './facet-code.ts'
import { dayNumber } from './live.ts'
import { indexOf, type Matches } from './matches.ts'
import { MORE_CREATORS, type Segment, termKind } from './segment.ts'
import { placeOf, prefixRange, stringCount } from './string-table.ts'
import type { Whereabouts } from './whereabouts.ts'

/** Bits for the groups of facets that can be chosen; a bib that fails in one group only is still counted in that group. */
export const group = { branch: 1, kind: 2, class: 4, year: 8, audience: 16, available: 32 } as const
const FAILS = 64

/** The filters of one search as tables over one segment's columns; null where nothing is chosen. */
export type SegmentFilter = {
  /** Groups of kind, audience, class and year that a number of `facetPairs` fails in. */
  pairFails: Uint8Array
  /** Branch and availability that a number of whereabouts.ts fails in. */
  placeFails: Uint8Array
  /** The ways to fail that some facet counts: in nothing, which is a hit, in one group alone, in branch and availability. */
  ways: readonly number[]
  /** Place of each way among `ways`; behind the last for what nobody counts. */
  rowOf: Uint8Array
  wantedCreators: Uint8Array | null
  /** Numbers of whereabouts.ts where a copy can be borrowed now, at one of the chosen branches. */
  availableThere: Uint8Array
  availableNow: boolean
  addedSince: number
  /** Places + 1 in the notation table: [from, to). */
  notations: [number, number] | null
  /** Sorted documents with the chosen subject. */
  subjectDocs: Uint32Array | null
  any: boolean
}

export function segmentFilter(segment: Segment, filters: Filters, whereabouts: Whereabouts): SegmentFilter {
  const ways = waysOf(filters)
  const other = {
    wantedCreators: chosen(filters.creators) ? wantedCreators(segment, filters.creators) : null,
    addedSince: filters.addedSince ? dayNumber(filters.addedSince) : 0,
    notations: filters.ndc ? notationRange(segment, filters.ndc) : null,
    subjectDocs: filters.subject ? subjectDocs(segment, filters.subject) : null,
  }
  const any = ways.length > 1 || Object.values(other).some(part => part !== null && part !== 0)
  return {
    ...other,
    ways,
    rowOf: Uint8Array.from({ length: FAILS }, (_, fails) => (ways.includes(fails) ? ways.indexOf(fails) : ways.length)),
    pairFails: any ? pairFails(segment, filters) : nothing,
    placeFails: any ? placeFails(whereabouts, filters) : nothing,
    availableThere: availableThere(whereabouts, filters),
    availableNow: filters.availableNow === true,
    any,
  }
}

const nothing = new Uint8Array(0)

function waysOf({ branches, kinds, classes, years, audiences, availableNow }: Filters): number[] {
  const lone = [
    chosen(branches) ? [group.branch] : [],
    chosen(kinds) ? [group.kind] : [],
    chosen(classes) ? [group.class] : [],
    chosen(years) ? [group.year] : [],
    chosen(audiences) ? [group.audience] : [],
    availableNow ? [group.available] : [],
  ].flat()
  return [0, ...lone, ...(chosen(branches) && availableNow ? [group.branch | group.available] : [])]
}

const chosen = <T>(values: readonly T[] | undefined): values is readonly T[] =>
  values !== undefined && values.length > 0

function pairFails({ facetPairs }: Segment, { kinds, audiences, classes, years }: Filters): Uint8Array {
  const codeFails = Uint8Array.from({ length: facetCodes() }, (_, code) => {
    const kindFails = chosen(kinds) && !kinds.includes(kindOf(code)) ? group.kind : 0
    const audienceFails = chosen(audiences) && !audiences.includes(audienceOf(code)) ? group.audience : 0
    return kindFails | audienceFails | (chosen(classes) && !classes.includes(classOf(code)) ? group.class : 0)
  })
  const yearFails = new Uint8Array(YEARS)
  if (chosen(years)) {
    yearFails.fill(group.year)
    for (const { from = 0, to = YEARS } of years) yearFails.fill(0, Math.max(1, from), to + 1)
  }
  const fails = new Uint8Array(facetPairs.length)
  for (let i = 0; i < fails.length; i++)
    fails[i] = codeFails[codeOfPair(facetPairs[i]!)]! | yearFails[yearOfPair(facetPairs[i]!)]!
  return fails
}

/** With 今借りられる a branch counts where a copy can be borrowed now, else where one is held. */
function placeFails(whereabouts: Whereabouts, { branches, availableNow }: Filters): Uint8Array {
  const wanted = chosen(branches) ? whereabouts.numbersOf(branches) : null
  if (wanted === null && !availableNow) return new Uint8Array(whereabouts.size)
  return whereabouts.table(({ held, available }) => {
    const there = availableNow ? available : held
    const branchFails = wanted !== null && !there.some(branch => wanted.has(branch)) ? group.branch : 0
    return branchFails | (availableNow && available.length === 0 ? group.available : 0)
  })
}

function availableThere(whereabouts: Whereabouts, { branches }: Filters): Uint8Array {
  if (!chosen(branches)) return whereabouts.anyAvailable
  const wanted = whereabouts.numbersOf(branches)
  return whereabouts.table(({ available }) => (available.some(branch => wanted.has(branch)) ? 1 : 0))
}

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

/** Those that nothing but a facet may hide: not what was added too early, of another class or about something else. */
export function narrowed(segment: Segment, filter: SegmentFilter, matches: Matches): Matches {
  const { addedSince, notations, subjectDocs } = filter
  if (addedSince === 0 && notations === null && subjectDocs === null) return matches
  const { docs } = matches
  const { addedOn, notation } = segment.columns
  const passes = new Uint8Array(docs.length).fill(1)
  if (addedSince > 0) for (let i = 0; i < docs.length; i++) passes[i]! &= addedOn[docs[i]!]! < addedSince ? 0 : 1
  if (notations !== null) {
    const [from, to] = notations
    for (let i = 0; i < docs.length; i++) {
      const own = notation[docs[i]!]!
      passes[i]! &= own < from || own >= to ? 0 : 1
    }
  }
  if (subjectDocs !== null)
    for (let i = 0; i < docs.length; i++) passes[i]! &= indexOf(subjectDocs, docs[i]!) < 0 ? 0 : 1
  return picked(matches, passes, 1)
}

/** Those by one of the chosen creators, and the others. */
export function byCreator(segment: Segment, wanted: Uint8Array, matches: Matches): [theirs: Matches, others: Matches] {
  const { docs } = matches
  const { creator } = segment.columns
  const isTheirs = new Uint8Array(docs.length)
  for (let i = 0; i < docs.length; i++) isTheirs[i] = hasCreator(creator[docs[i]!]!, segment.creators, wanted) ? 1 : 0
  return [picked(matches, isTheirs, 1), picked(matches, isTheirs, 0)]
}

/** Every one is written down and kept by a step on: a processor cannot guess who stays. */
function picked({ docs, how, table }: Matches, says: Uint8Array, what: number): Matches {
  const kept = { docs: new Uint32Array(docs.length), how: new Uint8Array(docs.length) }
  let n = 0
  for (let i = 0; i < docs.length; i++) {
    kept.docs[n] = docs[i]!
    kept.how[n] = how[i]!
    n += says[i] === what ? 1 : 0
  }
  return { docs: kept.docs.subarray(0, n), how: kept.how.subarray(0, n), table }
}

function hasCreator(creator: number, { more }: Segment['creators'], wanted: Uint8Array): boolean {
  if (creator < MORE_CREATORS) return creator > 0 && wanted[creator - 1] === 1
  for (let at = creator - MORE_CREATORS; ; at++) {
    if (wanted[(more[at]! & ~MORE_CREATORS) - 1] === 1) return true
    if (more[at]! >= MORE_CREATORS) return false
  }
}

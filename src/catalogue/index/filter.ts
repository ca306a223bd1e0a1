import { folded } from '../rules/fold.ts'
import type { Filters } from './catalogue-index.ts'
import { audienceOf, classOf, codeOfPair, kindOf, yearOfPair } from './facet-code.ts'
import { dayNumber } from './live.ts'
import { indexOf, type Matches } from './matches.ts'
import { MORE_CREATORS, type Segment, termKind } from './segment.ts'
import { placeOf, prefixRange, stringCount } from './string-table.ts'
import type { Whereabouts } from './whereabouts.ts'

/** Bits for the groups of facets that can be chosen; a bib that fails in one group only is still counted in that group. */
export const group = { branch: 1, kind: 2, class: 4, year: 8, creator: 16, audience: 32, available: 64 } as const

/** The filters of one search as tables over one segment's columns; null where nothing is chosen. */
export type SegmentFilter = {
  /** Groups of kind, audience, class and year that a number of `facetPairs` fails in. */
  pairFails: Uint8Array | null
  wantedCreators: Uint8Array | null
  /** Branch and availability that a number of whereabouts.ts fails in. */
  placeFails: Uint8Array | null
  /** Numbers of whereabouts.ts where a copy can be borrowed now, at one of the chosen branches. */
  availableThere: Uint8Array
  availableNow: boolean
  addedSince: number
  /** Places + 1 in the notation table: [from, to). */
  notations: [number, number] | null
  /** Sorted documents with the chosen subject. */
  subjectDocs: Uint32Array | null
  /** All groups something was chosen in. */
  groups: number
  any: boolean
}

export function segmentFilter(segment: Segment, filters: Filters, whereabouts: Whereabouts): SegmentFilter {
  const filter = {
    pairFails: pairFails(segment, filters),
    wantedCreators: chosen(filters.creators) ? wantedCreators(segment, filters.creators) : null,
    placeFails: placeFails(whereabouts, filters),
    addedSince: filters.addedSince ? dayNumber(filters.addedSince) : 0,
    notations: filters.ndc ? notationRange(segment, filters.ndc) : null,
    subjectDocs: filters.subject ? subjectDocs(segment, filters.subject) : null,
  }
  return {
    ...filter,
    availableThere: availableThere(whereabouts, filters),
    availableNow: filters.availableNow === true,
    groups: groupsChosen(filters),
    any: Object.values(filter).some(part => part !== null && part !== 0),
  }
}

const groupsChosen = ({ branches, kinds, classes, years, creators, audiences, availableNow }: Filters): number =>
  (chosen(branches) ? group.branch : 0) |
  (chosen(kinds) ? group.kind : 0) |
  (chosen(classes) ? group.class : 0) |
  (chosen(years) ? group.year : 0) |
  (chosen(creators) ? group.creator : 0) |
  (chosen(audiences) ? group.audience : 0) |
  (availableNow ? group.available : 0)

const chosen = <T>(values: readonly T[] | undefined): values is readonly T[] =>
  values !== undefined && values.length > 0

function pairFails({ facetPairs }: Segment, { kinds, audiences, classes, years }: Filters): Uint8Array | null {
  if (!chosen(kinds) && !chosen(audiences) && !chosen(classes) && !chosen(years)) return null
  const isChosen = (year: number) => year > 0 && years!.some(({ from = 0, to = 9999 }) => from <= year && year <= to)
  return Uint8Array.from(facetPairs, pair => {
    const code = codeOfPair(pair)
    const kindFails = chosen(kinds) && !kinds.includes(kindOf(code)) ? group.kind : 0
    const audienceFails = chosen(audiences) && !audiences.includes(audienceOf(code)) ? group.audience : 0
    const classFails = chosen(classes) && !classes.includes(classOf(code)) ? group.class : 0
    const yearFails = chosen(years) && !isChosen(yearOfPair(pair)) ? group.year : 0
    return kindFails | audienceFails | classFails | yearFails
  })
}

/** With 今借りられる a branch counts where a copy can be borrowed now, else where one is held. */
function placeFails(whereabouts: Whereabouts, { branches, availableNow }: Filters): Uint8Array | null {
  if (!chosen(branches) && !availableNow) return null
  const wanted = chosen(branches) ? whereabouts.numbersOf(branches) : null
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

/** The hits, and per group the bibs that fail in that group alone; they are counted there, as they would come in with another selection. */
export type Divided = { hits: Matches; failing: Failing | null }
export type Failing = Record<Exclude<keyof typeof group, 'available'>, Uint32Array> & {
  /** Bibs that fail in nothing but branch and availability: what could be borrowed now among them depends on the branches chosen. */
  branchOrAvailable: Uint32Array[]
}

export function divide(segment: Segment, matches: Matches, filter: SegmentFilter, anyDead: boolean): Divided {
  const living = anyDead ? alive(segment, matches) : matches
  if (!filter.any) return { hits: living, failing: null }
  const { docs, how, table } = living
  const fails = failsOf(segment, filter, docs)
  const counted = countedFails(filter.groups)
  const among = placesFailing(fails, counted)
  const exactly = (groups: number) => (counted[groups] === 1 ? docsFailing(docs, fails, among, groups) : nobody)
  const branch = exactly(group.branch)
  const hits = exactly(0)
  return {
    hits: { docs: hits, how: howOf(how, fails, among, hits.length), table },
    failing: {
      branch,
      kind: exactly(group.kind),
      class: exactly(group.class),
      year: exactly(group.year),
      creator: exactly(group.creator),
      audience: exactly(group.audience),
      branchOrAvailable: [branch, exactly(group.available), exactly(group.branch | group.available)],
    },
  }
}

/** 1 for no group, one group, and branch with availability: the ways to fail that some facet counts. */
function countedFails(groups: number): Uint8Array {
  const counted = new Uint8Array(256)
  for (const fails of [0, ...Object.values(group), group.branch | group.available])
    if ((fails & groups) === fails) counted[fails] = 1
  return counted
}

const nobody = new Uint32Array(0)

/**
 * Where those stand that fail in one of some ways. Here and below every one is written down and kept by a step on: a processor cannot guess who fails.
 */
function placesFailing(fails: Uint8Array, ways: Uint8Array): Uint32Array {
  const kept = roomFor(fails.length)
  let n = 0
  for (let i = 0; i < fails.length; i++) {
    kept[n] = i
    n += ways[fails[i]!]!
  }
  return kept.slice(0, n)
}

function docsFailing(docs: Uint32Array, fails: Uint8Array, among: Uint32Array, way: number): Uint32Array {
  const kept = roomFor(among.length)
  let n = 0
  for (let i = 0; i < among.length; i++) {
    const at = among[i]!
    kept[n] = docs[at]!
    n += fails[at] === way ? 1 : 0
  }
  return kept.slice(0, n)
}

function howOf(how: Uint8Array, fails: Uint8Array, among: Uint32Array, count: number): Uint8Array {
  const kept = new Uint8Array(count)
  let n = 0
  for (let i = 0; n < count; i++) if (fails[among[i]!] === 0) kept[n++] = how[among[i]!]!
  return kept
}

/** Used again for every list: memory that the system has to find and clear costs more than the list. */
let room = new Uint32Array(0)
function roomFor(length: number): Uint32Array {
  if (room.length < length) room = new Uint32Array(length)
  return room
}

function alive({ dead }: Segment, { docs, how, table }: Matches): Matches {
  const kept = { docs: new Uint32Array(docs.length), how: new Uint8Array(docs.length) }
  let n = 0
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i]!
    kept.docs[n] = doc
    kept.how[n] = how[i]!
    n += 1 - ((dead[doc >>> 5]! >>> (doc & 31)) & 1)
  }
  return n === docs.length
    ? { docs, how, table }
    : { docs: kept.docs.subarray(0, n), how: kept.how.subarray(0, n), table }
}

/** By something that is not a facet. */
const OUT = 128

/** Per document 0 for a hit, the groups it fails in, and OUT; one column after the other, without asking. */
function failsOf({ columns, creators }: Segment, filter: SegmentFilter, docs: Uint32Array): Uint8Array {
  const fails = new Uint8Array(docs.length)
  const { pairFails, placeFails, wantedCreators, notations, subjectDocs, addedSince } = filter
  const { facets, whereabouts } = columns
  if (pairFails !== null && placeFails !== null)
    for (let i = 0; i < docs.length; i++) fails[i] = pairFails[facets[docs[i]!]!]! | placeFails[whereabouts[docs[i]!]!]!
  else if (pairFails !== null) for (let i = 0; i < docs.length; i++) fails[i] = pairFails[facets[docs[i]!]!]!
  else if (placeFails !== null) for (let i = 0; i < docs.length; i++) fails[i] = placeFails[whereabouts[docs[i]!]!]!
  if (addedSince > 0)
    for (let i = 0; i < docs.length; i++) if (columns.addedOn[docs[i]!]! < addedSince) fails[i]! |= OUT
  if (notations !== null)
    for (let i = 0; i < docs.length; i++) {
      const notation = columns.notation[docs[i]!]!
      if (notation < notations[0] || notation >= notations[1]) fails[i]! |= OUT
    }
  if (subjectDocs !== null)
    for (let i = 0; i < docs.length; i++) if (indexOf(subjectDocs, docs[i]!) < 0) fails[i]! |= OUT
  if (wantedCreators !== null)
    for (let i = 0; i < docs.length; i++)
      if (!hasCreator(columns.creator[docs[i]!]!, creators, wantedCreators)) fails[i]! |= group.creator
  return fails
}

function hasCreator(creator: number, { more }: Segment['creators'], wanted: Uint8Array): boolean {
  if (creator < MORE_CREATORS) return creator > 0 && wanted[creator - 1] === 1
  for (let at = creator - MORE_CREATORS; ; at++) {
    if (wanted[(more[at]! & ~MORE_CREATORS) - 1] === 1) return true
    if (more[at]! >= MORE_CREATORS) return false
  }
}

import { audiences as audienceNames, bibKinds } from '#catalogue/rules/bib.ts'
import { folded } from '#catalogue/rules/writing/fold.ts'
import type { Filters } from '../catalogue-index.ts'
import { dayNumber } from '../keep/live.ts'
import type { Where, Whereabouts } from '../keep/whereabouts.ts'
import { among, sortedDocs } from '../segment/doc-lists.ts'
import { classSet, partsOf, YEARS } from '../segment/facet-code.ts'
import { lowerBound } from '../segment/lower-bound.ts'
import type { Matches } from '../segment/matches.ts'
import { type Segment, termKind } from '../segment/segment.ts'
import { placeOf, prefixRange } from '../segment/string-table.ts'

/**
 * Bits for the groups of facets that can be chosen; a bib that fails in one group only is still counted in that group.
 * Branch, shelf and availability are of one copy, and so one group: see facets.ts.
 */
export const group = { place: 1, kind: 2, class: 4, year: 8, audience: 16 } as const
const FAILS = 32

/** The filters of one search as tables over one segment's columns; null where nothing is chosen. */
export type SegmentFilter = {
  /** Groups of kind, audience, class and year that a number of `facetPairs` fails in. */
  pairFails: Uint8Array
  /** Whether a number of whereabouts.ts fails in `group.place`. */
  placeFails: Uint8Array
  /** The ways to fail that some facet counts: in nothing, which is a hit, or in one group alone. */
  ways: readonly number[]
  /** Place of each way among `ways`; behind the last for what nobody counts. */
  rowOf: Uint8Array
  /** Sorted documents by one of the chosen creators. */
  creatorDocs: Uint32Array | null
  /** Numbers of whereabouts.ts where a copy can be borrowed now, at one of the chosen branches and shelves. */
  availableThere: Uint8Array
  where: Where
  addedSince: number
  /** Places + 1 in the notation table: [from, to). */
  notations: [number, number] | null
  /** Sorted documents with the chosen subject, and in the chosen language. */
  subjectDocs: Uint32Array | null
  languageDocs: Uint32Array | null
  any: boolean
}

export function segmentFilter(segment: Segment, filters: Filters, whereabouts: Whereabouts): SegmentFilter {
  const ways = waysOf(filters)
  const other = {
    creatorDocs: chosen(filters.creators) ? creatorDocs(segment, filters.creators) : null,
    addedSince: filters.addedSince ? dayNumber(filters.addedSince) : 0,
    notations: filters.ndc ? notationRange(segment, filters.ndc) : null,
    subjectDocs: filters.subject ? docsUnder(segment, termKind.subject + folded(filters.subject)) : null,
    languageDocs: filters.language ? docsUnder(segment, termKind.language + filters.language) : null,
  }
  const branches = chosen(filters.branches) ? filters.branches : undefined
  const shelves = chosen(filters.shelves) ? filters.shelves : undefined
  const where = { ...whereabouts.called(branches, shelves), availableNow: filters.availableNow === true }
  const isAnywhere = branches === undefined && shelves === undefined
  const any = ways.length > 1 || Object.values(other).some(part => part !== null && part !== 0)
  return {
    ...other,
    ways,
    rowOf: Uint8Array.from({ length: FAILS }, (_, fails) => (ways.includes(fails) ? ways.indexOf(fails) : ways.length)),
    pairFails: any ? pairFails(segment, filters) : nothing,
    placeFails: any ? placeFails(whereabouts, where, isAnywhere) : nothing,
    availableThere: isAnywhere ? whereabouts.anyAvailable : whereabouts.table({ ...where, availableNow: true }),
    where,
    any,
  }
}

const nothing = new Uint8Array(0)

function waysOf({ branches, shelves, kinds, classes, years, audiences, availableNow }: Filters): number[] {
  const lone = [
    chosen(branches) || chosen(shelves) || availableNow ? [group.place] : [],
    chosen(kinds) ? [group.kind] : [],
    chosen(classes) ? [group.class] : [],
    chosen(years) ? [group.year] : [],
    chosen(audiences) ? [group.audience] : [],
  ].flat()
  return [0, ...lone]
}

const chosen = <T>(values: readonly T[] | undefined): values is readonly T[] =>
  values !== undefined && values.length > 0

/** Groups that each pair of the segment fails in. */
export function pairFails({ facetPairs }: Segment, { kinds, audiences, classes, years }: Filters): Uint8Array {
  const wanted = classSet(classes ?? [])
  const alsoNone = classes?.includes(null) === true
  const isOfClass = (set: number) => (set & wanted) !== 0 || (set === 0 && alsoNone)
  const yearFails = new Uint8Array(YEARS)
  if (chosen(years)) {
    yearFails.fill(group.year)
    for (const { from = 0, to = YEARS } of years) yearFails.fill(0, Math.max(1, from), to + 1)
  }
  const kindFails = failsIn(group.kind, bibKinds, kinds)
  const audienceFails = failsIn(group.audience, audienceNames, audiences)
  const { kinds: kindAt, audiences: audienceAt, classes: classesAt, years: yearAt } = partsOf(facetPairs)
  const fails = new Uint8Array(facetPairs.length)
  for (let i = 0; i < fails.length; i++)
    fails[i] = kindFails[kindAt[i]!]! | audienceFails[audienceAt[i]!]! | yearFails[yearAt[i]!]!
  if (chosen(classes)) for (let i = 0; i < fails.length; i++) if (!isOfClass(classesAt[i]!)) fails[i]! |= group.class
  return fails
}

/** By the number of a value: whether it fails in a group of which some are chosen. */
const failsIn = <T>(bit: number, values: readonly T[], wanted: readonly T[] | undefined): Uint8Array =>
  Uint8Array.from(values, value => (chosen(wanted) && !wanted.includes(value) ? bit : 0))

/** One copy has to be at a chosen branch, on a chosen shelf, and with 今借りられる be there now. */
function placeFails(whereabouts: Whereabouts, where: Where, isAnywhere: boolean): Uint8Array {
  if (isAnywhere && !where.availableNow) return new Uint8Array(whereabouts.size)
  return whereabouts.table(where).map(passes => (passes === 1 ? 0 : group.place))
}

function creatorDocs(segment: Segment, keys: readonly string[]): Uint32Array {
  const lists = keys.map(key => docsUnder(segment, termKind.creator + key)).filter(docs => docs.length > 0)
  if (lists.length <= 1) return lists[0] ?? new Uint32Array(0)
  return Uint32Array.from(new Set(lists.flatMap(docs => [...docs]))).sort()
}

function docsUnder({ terms, words }: Segment, term: string): Uint32Array {
  const place = placeOf(terms, term)
  return place < 0 ? new Uint32Array(0) : words.docs.subarray(words.starts[place]!, words.starts[place + 1]!)
}

function notationRange(segment: Segment, prefix: string): [number, number] {
  const [from, to] = prefixRange(segment.notations, prefix)
  return [from + 1, to + 1]
}

/** Those that nothing but a facet may hide: not what was added too early, is of another class, subject or language. */
export function narrowed(segment: Segment, filter: SegmentFilter, matches: Matches): Matches {
  const { addedSince, notations, subjectDocs, languageDocs } = filter
  let left = subjectDocs === null ? matches : among(matches, subjectDocs)
  if (languageDocs !== null) left = among(left, languageDocs)
  if (notations !== null) left = ofClass(segment, notations, left)
  if (addedSince === 0) return left
  const { docs } = left
  const { addedOn } = segment.columns
  const passes = new Uint8Array(docs.length)
  for (let i = 0; i < docs.length; i++) passes[i] = addedOn[docs[i]!]! < addedSince ? 0 : 1
  return picked(left, passes)
}

/** Those that no filter hides, without counting anything; some may be no more. */
export function passing(segment: Segment, filter: SegmentFilter, matches: Matches): Matches {
  const listed = narrowed(segment, filter, matches)
  const theirs = filter.creatorDocs === null ? listed : among(listed, filter.creatorDocs)
  if (filter.ways.length === 1) return theirs
  const { docs } = theirs
  const { facets, whereabouts } = segment.columns
  const { pairFails, placeFails } = filter
  const passes = new Uint8Array(docs.length)
  for (let i = 0; i < docs.length; i++)
    passes[i] = (pairFails[facets[docs[i]!]!]! | placeFails[whereabouts[docs[i]!]!]!) === 0 ? 1 : 0
  return picked(theirs, passes)
}

/** Of many, by going through the records of the class, which stand together in the order of 分類順. */
function ofClass(segment: Segment, [first, behind]: [number, number], matches: Matches): Matches {
  const { notation, byClassPlace } = segment.columns
  const isMain = (doc: number) => notation[doc]! >= first && notation[doc]! < behind
  const others = alsoOfClass(segment, first, behind).filter(doc => !isMain(doc))
  const [from, to] = [classPlace(segment, first), classPlace(segment, behind)]
  if (matches.docs.length > (to - from + others.length) * 2) {
    const all = new Uint32Array(to - from + others.length)
    all.set(byClassPlace.subarray(from, to))
    all.set(others, to - from)
    return among(matches, sortedDocs(all, segment.count))
  }
  const { docs } = matches
  const passes = new Uint8Array(docs.length)
  for (let i = 0; i < docs.length; i++) passes[i] = isMain(docs[i]!) ? 1 : 0
  for (const doc of others) {
    const at = lowerBound(docs, doc)
    if (docs[at] === doc) passes[at] = 1
  }
  return picked(matches, passes)
}

/** Documents that stand in a class by a further notation, each once. */
function alsoOfClass({ otherNotations, otherNotationDocs }: Segment, first: number, behind: number): Uint32Array {
  const from = lowerBound(otherNotations, first)
  return Uint32Array.from(new Set(otherNotationDocs.subarray(from, lowerBound(otherNotations, behind))))
}

/** The first place in 分類順 of a notation or a later one; those without one stand last. */
function classPlace({ columns, count }: Segment, first: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    const own = columns.notation[columns.byClassPlace[middle]!]!
    if (own > 0 && own < first) low = middle + 1
    else high = middle
  }
  return low
}

/** Every one is written down and kept by a step on: a processor cannot guess who stays. */
function picked({ docs, how, table }: Matches, passes: Uint8Array): Matches {
  const kept = { docs: new Uint32Array(docs.length), how: new Uint8Array(docs.length) }
  let n = 0
  for (let i = 0; i < docs.length; i++) {
    kept.docs[n] = docs[i]!
    kept.how[n] = how[i]!
    n += passes[i]!
  }
  return { docs: kept.docs.subarray(0, n), how: kept.how.subarray(0, n), table }
}

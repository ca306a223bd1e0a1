import { audiences, bibKinds } from '#catalogue/rules/bib.ts'
import type { Facets } from '../catalogue-index.ts'
import type { Whereabouts } from '../keep/whereabouts.ts'
import { TALLY, tallyStart, YEARS } from '../segment/facet-code.ts'
import { placeOf, stringAt } from '../segment/string-table.ts'
import type { FacetCounts } from './facet-counts.ts'
import { group } from './filter.ts'

/** The facets of all segments together. */
export function facetsOf(all: readonly FacetCounts[], whereabouts: Whereabouts, creatorsMax: number): Facets {
  const hits = tallied(all, 0, new Uint32Array(TALLY))
  // Each group is counted over the hits and over what fails in that group alone.
  const counted = (name: 'kind' | 'class' | 'audience' | 'year') =>
    all.some(({ filter }) => filter.ways.includes(group[name])) ? tallied(all, group[name], hits.slice()) : hits
  const { branches, shelves, available } = countPlaces(all, whereabouts)
  return {
    branches: mostFirst(whereabouts.branches, branches),
    shelves: mostFirst(whereabouts.shelves, shelves.subarray(1)),
    kinds: valued(counted('kind'), tallyStart.kinds, bibKinds),
    classes: valued(counted('class'), tallyStart.classes, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, null]),
    years: newestFirst(counted('year')),
    creators: topCreators(all, creatorsMax),
    audiences: valued(counted('audience'), tallyStart.audiences, audiences),
    available,
  }
}

/** Adds what fails in one way, 0 for the hits, to a tally. */
function tallied(all: readonly FacetCounts[], way: number, tally: Uint32Array): Uint32Array {
  for (const counts of all) counts.open(way, tally)
  return tally
}

/** 0 is no year. */
function newestFirst(tally: Uint32Array): { value: number; count: number }[] {
  const counted: { value: number; count: number }[] = []
  for (let year = YEARS - 1; year > 0; year--) {
    const count = tally[tallyStart.years + year]!
    if (count !== 0) counted.push({ value: year, count })
  }
  return counted
}

type Places = { branches: Uint32Array; shelves: Uint32Array; available: number }

function countPlaces(all: readonly FacetCounts[], whereabouts: Whereabouts): Places {
  const places = {
    branches: zeros(whereabouts.branches.length),
    shelves: zeros(whereabouts.shelves.length + 1),
    available: 0,
  }
  for (const counts of all) addPlaces(counts, whereabouts, places)
  return places
}

/**
 * Branch, shelf and availability follow from whereabouts alone: the spots of a bib that fails in nothing else are
 * looked at once more for each of the three, without what is chosen of it. A branch or shelf counts once, however many
 * spots of the bib are there.
 */
function addPlaces(counts: FacetCounts, { spots }: Whereabouts, into: Places): void {
  const { availableThere, where } = counts.filter
  const rows = [0, group.place].flatMap(way => counts.placesOf(way) ?? [])
  const least = where.availableNow ? 1 : 0
  // By branch and by shelf: the number for which it was counted last.
  const branchDone = zeros(into.branches.length)
  const shelfDone = zeros(into.shelves.length)
  for (let number = 1; number < availableThere.length; number++) {
    let count = 0
    for (let row = 0; row < rows.length; row++) count += rows[row]![number]!
    if (count === 0) continue
    into.available += count * availableThere[number]!
    for (let at = spots.starts[number]!; at < spots.starts[number + 1]!; at++) {
      if (spots.available[at]! < least) continue
      const branch = spots.branches[at]!
      const shelf = spots.shelves[at]!
      if (where.shelves[shelf] === 1 && branchDone[branch] !== number) {
        into.branches[branch]! += count
        branchDone[branch] = number
      }
      if (where.branches[branch] === 1 && shelfDone[shelf] !== number) {
        into.shelves[shelf]! += count
        shelfDone[shelf] = number
      }
    }
  }
}

/** What was counted by the number of a name, without 0. */
const mostFirst = (names: readonly string[], counts: Uint32Array): { value: string; count: number }[] =>
  names
    .map((value, number) => ({ value, count: counts[number]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))

/** The counts of a tally from one place on, which stand for these values, without 0. */
const valued = <T>(tally: Uint32Array, start: number, values: readonly T[]): { value: T; count: number }[] =>
  values.map((value, i) => ({ value, count: tally[start + i]! })).filter(({ count }) => count !== 0)

/**
 * The largest segment offers its most frequent creators, every other segment all it has: so the sums are those of a
 * count over everything, as no creator outside can have more.
 */
function topCreators(all: readonly FacetCounts[], most: number): Facets['creators'] {
  const [largest, ...small] = all.toSorted((a, b) => b.segment.count - a.segment.count)
  if (!largest) return []
  const entries = new Map<string, { label: string; count: number }>()
  for (const { segment, creators } of small)
    for (const [place, count] of creators.mostFrequent(Infinity)) {
      const key = stringAt(segment.creators.keys, place)
      const known = entries.get(key)
      if (known) known.count += count
      else entries.set(key, { label: stringAt(segment.creators.names, place), count })
    }
  const { keys, names } = largest.segment.creators
  const candidates = largest.creators.mostFrequent(most)
  const least = candidates.length < most ? 0 : candidates.at(-1)![1]
  for (const [key, entry] of entries) {
    const place = placeOf(keys, key)
    if (place < 0) continue
    if (entry.count + largest.creators.atMost(place) < least) {
      entries.delete(key)
      continue
    }
    entry.count += largest.creators.countOf(place)
    // One name for one author, whichever segment is asked.
    entry.label = stringAt(names, place)
  }
  for (const [place, count] of candidates) {
    const key = stringAt(keys, place)
    if (!entries.has(key)) entries.set(key, { label: stringAt(names, place), count })
  }
  return [...entries]
    .map(([value, { label, count }]) => ({ value, label, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0))
    .slice(0, most)
}

const zeros = (length: number): Uint32Array => new Uint32Array(length)

import { audiences, bibKinds } from '#catalogue/rules/bib.ts'
import type { Facets } from '../catalogue-index.ts'
import { amongSpots, type Whereabouts } from '../keep/whereabouts.ts'
import { TALLY, tallyStart, YEARS } from '../segment/facet-code.ts'
import { placeOf, stringAt } from '../segment/string-table.ts'
import type { FacetCounts } from './facet-counts.ts'
import { group, spotsIn } from './filter.ts'

/** The facets of all segments together. */
export function facetsOf(all: readonly FacetCounts[], whereabouts: Whereabouts, creatorsMax: number): Facets {
  const hits = tallied(all, 0)
  // Each group is counted over the hits and over what fails in that group alone.
  const counted = (name: 'kind' | 'class' | 'audience' | 'year') => [...hits, ...tallied(all, group[name])]
  const branches = zeros(whereabouts.branches.length)
  const shelves = zeros(whereabouts.shelves.length)
  let available = 0
  for (const counts of all) available += countPlaces(counts, whereabouts, { branches, shelves })
  return {
    branches: mostFirst(whereabouts.branches, branches),
    shelves: mostFirst(whereabouts.shelves, shelves),
    kinds: opened(counted('kind'), tallyStart.kinds, bibKinds),
    classes: opened(counted('class'), tallyStart.classes, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, null]),
    years: newestFirst(counted('year')),
    creators: topCreators(all, creatorsMax),
    audiences: opened(counted('audience'), tallyStart.audiences, audiences),
    available,
  }
}

/** The tally of what fails in one way, 0 for the hits; none where no filter can fail so. */
function tallied(all: readonly FacetCounts[], way: number): Uint32Array[] {
  const asked = all.filter(({ filter }) => filter.ways.includes(way))
  if (asked.length === 0) return []
  const tally = zeros(TALLY)
  for (const counts of asked) counts.open(way, tally)
  return [tally]
}

/** 0 is no year. */
function newestFirst(all: readonly Uint32Array[]): { value: number; count: number }[] {
  const counted: { value: number; count: number }[] = []
  for (let year = YEARS - 1; year > 0; year--) {
    const count = countAt(all, tallyStart.years + year)
    if (count !== 0) counted.push({ value: year, count })
  }
  return counted
}

/**
 * Branch, shelf and availability follow from whereabouts alone: those of a bib that fails in nothing else are looked at
 * once more for each of the three, without what is chosen of it.
 * @returns how many can be borrowed now
 */
function countPlaces(
  counts: FacetCounts,
  whereabouts: Whereabouts,
  into: { branches: Uint32Array; shelves: Uint32Array },
): number {
  const { availableThere, branches, shelves, availableNow } = counts.filter
  const rows = [0, group.place].flatMap(way => counts.placesOf(way) ?? [])
  let available = 0
  for (let number = 1; number < availableThere.length; number++) {
    const count = rows.reduce((sum, row) => sum + row[number]!, 0)
    if (count === 0) continue
    if (availableThere[number] === 1) available += count
    const place = whereabouts.at(number)
    const all = availableNow ? place.available : place.held
    const onShelves =
      shelves === null ? all : amongSpots(spotsIn(place.spots, { branches: null, shelves, availableNow }))
    const atBranches =
      branches === null ? all : amongSpots(spotsIn(place.spots, { branches, shelves: null, availableNow }))
    for (const branch of onShelves.branches) into.branches[branch]! += count
    for (const shelf of atBranches.shelves) into.shelves[shelf]! += count
  }
  return available
}

/** What was counted by the number of a name, without 0. */
const mostFirst = (names: readonly string[], counts: Uint32Array): { value: string; count: number }[] =>
  names
    .map((value, number) => ({ value, count: counts[number]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))

/** The counts of tallies from one place on, which stand for these values, without 0. */
const opened = <T>(all: readonly Uint32Array[], start: number, values: readonly T[]): { value: T; count: number }[] =>
  values.map((value, i) => ({ value, count: countAt(all, start + i) })).filter(({ count }) => count !== 0)

const countAt = (all: readonly Uint32Array[], at: number): number => all.reduce((sum, tally) => sum + tally[at]!, 0)

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

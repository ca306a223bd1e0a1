import { splitVolume } from '#catalogue/rules/volume.ts'
import { folded } from '#catalogue/rules/writing/fold.ts'
import type { BibId } from '#ids.ts'
import { bibOf, docOf, firstCreator, isDead, type Segment, titleOf } from '../segment/segment.ts'
import { stringAt } from '../segment/string-table.ts'

/**
 * The volumes of one work: same title without its 巻次 and same first author, in the order of the 巻次; and those of one
 * series in which each volume has a title of its own. Municipal records are flat, one per volume, so the set has to be
 * found from the records.
 */
export function worksOf(segments: readonly Segment[], id: BibId): BibId[] {
  const own = segments.map(segment => ({ segment, doc: docOf(segment, id) })).find(({ doc }) => doc >= 0)
  if (!own) return []
  const work = own.segment.columns.workHash[own.doc]!
  const works = placesWith(segments, 'workHash', work).filter(place => isSameWork(own, place))
  const set = own.segment.columns.setHash[own.doc]!
  const series =
    set === 0 ? [] : placesWith(segments, 'setHash', set).filter(place => authorOf(place) === authorOf(own))
  const known = new Set(works.map(idOf))
  const others = isOneSet(series) ? series.filter(place => !known.has(idOf(place))) : []
  return [...works, ...others]
    .sort((a, b) => volumeOf(a) - volumeOf(b) || yearOf(a) - yearOf(b) || idOf(a) - idOf(b))
    .map(idOf)
}

function placesWith(segments: readonly Segment[], column: 'workHash' | 'setHash', hash: number): Place[] {
  const places: Place[] = []
  for (const segment of segments) {
    const hashes = segment.columns[column]
    for (let doc = hashes.indexOf(hash); doc >= 0; doc = hashes.indexOf(hash, doc + 1))
      if (!isDead(segment, doc)) places.push({ segment, doc })
  }
  return places
}

/** A 巻次 that two works of a series have tells that each is counted for itself. */
export function isOneSet(places: readonly Place[]): boolean {
  const workOf = new Map<number, number>()
  return places.every(({ segment, doc }) => {
    const volume = segment.columns.volume[doc]!
    const work = segment.columns.workHash[doc]!
    if ((workOf.get(volume) ?? work) !== work) return false
    workOf.set(volume, work)
    return true
  })
}

export type Place = { segment: Segment; doc: number }

const idOf = ({ segment, doc }: Place): BibId => bibOf(segment, doc)
const volumeOf = ({ segment, doc }: Place): number => segment.columns.volume[doc]!
const yearOf = ({ segment, doc }: Place): number => segment.columns.year[doc]!

/** The hash finds them; two works of one hash are told apart here. */
function isSameWork(one: Place, other: Place): boolean {
  if (authorOf(one) !== authorOf(other)) return false
  const stems = stemsOf(one)
  return stemsOf(other).some(stem => stems.includes(stem))
}

/** The 巻次 stands in a field of its own or at the end of the title. */
function stemsOf({ segment, doc }: Place): string[] {
  const title = titleOf(segment, doc)
  return [folded(title), folded(splitVolume(title).stem)]
}

function authorOf({ segment, doc }: Place): string {
  const creator = firstCreator(segment, doc)
  return creator < 0 ? '' : stringAt(segment.creators.keys, creator)
}

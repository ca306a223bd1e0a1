import type { BibId } from '#catalogue/rules/bib.ts'
import { splitVolume } from '#catalogue/rules/volume.ts'
import { folded } from '#catalogue/rules/writing/fold.ts'
import { docOf, firstCreator, isDead, type Segment, titleOf } from '../segment/segment.ts'
import { stringAt } from '../segment/string-table.ts'

/**
 * The volumes of one work: same title without its 巻次 and same first author, in the order of the 巻次. Municipal records are flat, one per volume,
 * so the set has to be found from the records.
 */
export function worksOf(segments: readonly Segment[], id: BibId): BibId[] {
  const own = segments.map(segment => ({ segment, doc: docOf(segment, id) })).find(({ doc }) => doc >= 0)
  if (!own) return []
  const work = own.segment.columns.workHash[own.doc]!
  const volumes: { id: BibId; volume: number; year: number }[] = []
  for (const segment of segments) {
    const { workHash, volume, year } = segment.columns
    for (let doc = workHash.indexOf(work); doc >= 0; doc = workHash.indexOf(work, doc + 1))
      if (!isDead(segment, doc) && isSameWork(own, { segment, doc }))
        volumes.push({ id: segment.ids[doc]!, volume: volume[doc]!, year: year[doc]! })
  }
  return volumes.sort((a, b) => a.volume - b.volume || a.year - b.year || a.id - b.id).map(({ id }) => id)
}

type Place = { segment: Segment; doc: number }

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

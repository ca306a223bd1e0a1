import type { BibId } from '../rules/bib.ts'
import { docOf, isDead, type Segment } from './segment.ts'

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
      if (!isDead(segment, doc)) volumes.push({ id: segment.ids[doc]!, volume: volume[doc]!, year: year[doc]! })
  }
  return volumes.sort((a, b) => a.volume - b.volume || a.year - b.year || a.id - b.id).map(({ id }) => id)
}

import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import { readAvailability, readBibs } from '../read-bibs.ts'
import type { Bib } from '../rules/bib.ts'
import { editionsOf, volumesWith } from '../rules/series.ts'

/** What is offered beside a title, where it can be reserved: its edition in large print, and the volume after it. */
export type Beside = { largePrint: Bib | null; next: Bib | null }

/** As many neighbours in its work as are looked at of each title. */
const nearMax = 60

/** What is offered beside each of these titles; a title that stands alone costs nothing. */
export async function besideOf(library: Library, bibIds: readonly BibId[]): Promise<ReadonlyMap<BibId, Beside>> {
  const near = new Map(bibIds.map(id => [id, neighboursOf(library, id)] as const).filter(([, ids]) => ids.length > 1))
  const asked = [...new Set([...near.values()].flat())]
  if (asked.length === 0) return new Map()
  const [bibs, availability] = await Promise.all([readBibs(library, asked), readAvailability(library, asked)])
  const known = new Map(bibs.map(bib => [bib.id, bib]))
  const isHoldable = ({ id }: Bib) => availability.get(id)?.holdability === 'holdable'
  const beside = new Map<BibId, Beside>()
  for (const [id, ids] of near) {
    const bib = known.get(id)
    if (!bib) continue
    const works = ids.flatMap(one => known.get(one) ?? [])
    const volumes = volumesWith(bib, works)
    const after = volumes[volumes.findIndex(one => one.id === id) + 1]
    const large = editionsOf(bib, works).find(one => one.kind === 'largePrint' && isHoldable(one))
    beside.set(id, {
      largePrint: bib.kind === 'largePrint' ? null : (large ?? null),
      next: after && isHoldable(after) ? after : null,
    })
  }
  return beside
}

/** The records of its work in the order of their volumes, itself near the middle. */
function neighboursOf({ index }: Library, id: BibId): BibId[] {
  const works = index.works(id)
  const start = Math.max(0, Math.min(works.indexOf(id) - nearMax / 2, works.length - nearMax))
  return works.slice(start, start + nearMax)
}

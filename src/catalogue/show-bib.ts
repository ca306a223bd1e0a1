import type { Library } from '#library.ts'
import { loadAvailability, loadBib, loadItemsOf, type ShownItem, type StoredBib } from './bib-store.ts'
import { knownBibs } from './known-bibs.ts'
import { type Availability, availabilityOf } from './rules/availability.ts'
import type { Bib, BibId } from './rules/bib.ts'
import { volumesWith } from './rules/series.ts'

/** What the page of a bib needs to know. */
export type ShownBib =
  | { is: 'unknown' }
  /** Taken out of the catalogue. */
  | { is: 'gone' }
  | { is: 'merged'; into: BibId }
  | {
      is: 'shown'
      bib: StoredBib
      items: ShownItem[]
      availability: Availability
      /** How long a loan of it really lasts, in days; null: none known. */
      meanLoanDays: number | null
      /** 同じ作品・前後の巻, in the order of the volumes, with the bib itself among them; empty when it stands alone. */
      shelf: Bib[]
      /** The volumes of its series that can be reserved, itself among them; fewer than two when there is no series to reserve. */
      volumes: Bib[]
    }

/** A page shows so many neighbours; a long series has its own search. */
const shelfMax = 40
/** So many volumes of a series are offered, as many as the longest have. */
const volumesMax = 300

/** The page of a bib: the record, every copy and where it is now, who waits, what stands beside it. */
export async function showBib(library: Library, id: BibId): Promise<ShownBib> {
  const { db } = library
  const known = knownBibs(library.index)
  const works = library.index.works(id)
  const [[found], { items, waiting, meanLoanDays }, volumes] = await Promise.all([
    known.load(db, [id]),
    loadItemsOf(db, id),
    known.load(db, around(works, id, volumesMax)),
  ])
  const shown = new Set(around(works, id, shelfMax))
  const shelf = volumes.filter(volume => shown.has(volume.id))
  const bib = found ?? (await loadBib(db, id))
  if (!bib) return { is: 'unknown' }
  if (bib.mergedInto !== null) return { is: 'merged', into: bib.mergedInto }
  if (bib.deletedAt !== null) return { is: 'gone' }
  const copies = items.map(({ branchId, state, loanRule, dueOn }) => ({ branchId, state, loanRule, dueOn, count: 1 }))
  return {
    is: 'shown',
    bib,
    items,
    availability: availabilityOf(copies, waiting),
    meanLoanDays,
    shelf: shelf.length > 1 ? shelf : [],
    volumes: await holdable(library, volumesWith(bib, volumes)),
  }
}

async function holdable({ db }: Library, volumes: Bib[]): Promise<Bib[]> {
  if (volumes.length < 2) return []
  const availability = await loadAvailability(
    db,
    volumes.map(({ id }) => id),
  )
  return volumes.filter(({ id }) => availability.get(id)?.holdability === 'holdable')
}

/** So many at most, with the bib itself near the middle. */
function around(ids: readonly BibId[], id: BibId, most: number): BibId[] {
  const start = Math.max(0, Math.min(ids.indexOf(id) - most / 2, ids.length - most))
  return ids.slice(start, start + most)
}

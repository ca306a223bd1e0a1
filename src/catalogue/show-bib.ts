import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { ShownItem, StoredBib, Viewer } from './bib-store.ts'
import { readAvailability, readBib, readBibs, readItemsOf } from './read-bibs.ts'
import { type Availability, availabilityOf } from './rules/availability.ts'
import type { Bib } from './rules/bib.ts'
import { editionsOf, volumesWith } from './rules/series.ts'
import type { FoundBib } from './search-catalogue.ts'

/** What the page of a bib needs to know. */
export type ShownBib =
  | { is: 'unknown' }
  /** Taken out of the catalogue. */
  | { is: 'gone' }
  /** 非公開: for the staff alone, for now. */
  | { is: 'hidden' }
  | { is: 'merged'; into: BibId }
  | {
      is: 'shown'
      bib: StoredBib
      items: ShownItem[]
      availability: Availability
      /** How long a loan of it really lasts, in days; null: none known. */
      meanLoanDays: number | null
      /**
       * 同じ作品・前後の巻, in the order of the volumes, of a magazine the newest number first, with the bib itself among them;
       * empty when it stands alone.
       */
      shelf: Bib[]
      /**
       * The volumes of its series that can be reserved, itself among them; fewer than two when there is no series to
       * reserve.
       */
      volumes: Bib[]
      /** ほかの版: the same volume as others brought it out, some of them, with where each is now. */
      editions: FoundBib[]
    }

/** A page shows so many neighbours; a long series has its own search. */
const shelfMax = 40
/** So many volumes of a series are offered, as many as the longest have. */
const volumesMax = 300
/** So many other editions the page names; relatedBibs has all. */
export const editionsShown = 5

/**
 * The page of a bib: the record, every copy and where it is now, who waits, what stands beside it.
 * @param viewer the staff see a hidden record, and hidden copies, too
 */
export async function showBib(library: Library, id: BibId, viewer: Viewer = 'public'): Promise<ShownBib> {
  const works = library.index.works(id)
  const near = around(works, id, volumesMax)
  const [[found], { items, waiting, meanLoanDays }, volumes, nearby] = await Promise.all([
    readBibs(library, [id]),
    readItemsOf(library, id, viewer),
    readBibs(library, near),
    near.length > 1 ? readAvailability(library, near) : new Map<BibId, Availability>(),
  ])
  const shown = new Set(around(works, id, shelfMax))
  const upward = volumes.filter(volume => shown.has(volume.id))
  const bib = found ?? (await readBib(library, id))
  if (!bib) return { is: 'unknown' }
  if (bib.mergedInto !== null) return { is: 'merged', into: bib.mergedInto }
  if (bib.deletedAt !== null) return { is: 'gone' }
  if (bib.hiddenAt !== null && viewer === 'public') return { is: 'hidden' }
  const copies = items.map(({ branchId, state, loanRule, dueOn }) => ({ branchId, state, loanRule, dueOn, count: 1 }))
  return {
    is: 'shown',
    bib,
    items,
    availability: availabilityOf(copies, waiting),
    meanLoanDays,
    shelf: upward.length < 2 ? [] : bib.kind === 'magazine' ? upward.toReversed() : upward,
    volumes: volumesWith(bib, volumes).filter(one => nearby.get(one.id)?.holdability === 'holdable'),
    editions: editionsOf(bib, volumes)
      .slice(0, editionsShown)
      .map(one => ({ bib: one, availability: nearby.get(one.id)! })),
  }
}

/** So many at most, with the bib itself near the middle. */
function around(ids: readonly BibId[], id: BibId, most: number): BibId[] {
  const start = Math.max(0, Math.min(ids.indexOf(id) - most / 2, ids.length - most))
  return ids.slice(start, start + most)
}

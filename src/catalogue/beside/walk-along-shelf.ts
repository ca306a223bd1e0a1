import { type BranchId, ItemId } from '#ids.ts'
import type { Library } from '#library.ts'
import { knownBibs } from '../known-bibs.ts'
import type { Bib } from '../rules/bib.ts'
import { shelfKey } from '../rules/shelf-key.ts'
import {
  loadAlongShelf,
  loadPointOf,
  loadShelfPlaces,
  type ShelfPoint,
  type StandingCopy,
} from './along-shelf-store.ts'

/**
 * Where somebody looks: around a copy, on from it to the right, left of it, or where a call number would stand at a
 * branch (in its first place when none is named that it has).
 */
export type WalkFrom =
  | { is: 'around' | 'on' | 'before'; itemId: ItemId }
  | { is: 'call'; branchId: BranchId; place: string | null; callNumber: string }

export type ShelfBook = StandingCopy & { bib: Bib }

/** A stretch of shelf. */
export type ShelfWalk = {
  branchId: BranchId
  place: string
  /** All places of this branch, '' for copies that name none; empty where nothing stands by call number. */
  places: string[]
  books: ShelfBook[]
  /**
   * The copy before which the shelf goes on to the left, and the one with which it goes on to the right; null at its
   * end.
   */
  left: ItemId | null
  right: ItemId | null
}

/** So many copies one sees at once; of those, looking around a copy, so many left of it. */
const seenMax = 24
const seenLeft = 6

/**
 * 棚をながめる: copies side by side as they stand at a branch, in the order of their call numbers. However long the shelf is,
 * a step is a look into the index. Of a title whose copies stand beside each other one is shown.
 * @returns null for a copy that stands on no shelf
 */
export async function walkAlongShelf(library: Library, from: WalkFrom): Promise<ShelfWalk | null> {
  const { db } = library
  const point =
    from.is === 'call'
      ? { ...from, key: shelfKey(from.callNumber.trim()), itemId: ItemId(0) }
      : await loadPointOf(db, from.itemId)
  if (!point) return null
  const places = await loadShelfPlaces(db, point.branchId)
  const place = point.place !== null && places.includes(point.place) ? point.place : places[0]
  if (place === undefined) return { branchId: point.branchId, place: '', places, books: [], left: null, right: null }
  const here = { branchId: point.branchId, place, key: point.key, itemId: point.itemId }
  const stretch = await stretchAt(library, here, from.is)
  const ends = { left: stretch.left, right: stretch.right }
  return { branchId: here.branchId, place, places, books: await withBibs(library, stretch.copies), ...ends }
}

async function stretchAt({ db }: Pick<Library, 'db'>, point: ShelfPoint, is: WalkFrom['is']) {
  const seenBefore = is === 'before' ? seenMax : is === 'around' ? seenLeft : 0
  const seenAfter = seenMax - seenBefore
  // One more than is seen tells whether the shelf goes on.
  const [before, after] = await Promise.all([
    loadAlongShelf(db, point, { before: true, limit: seenBefore + 1 }),
    loadAlongShelf(db, point, { before: false, limit: seenAfter + 1 }),
  ])
  // Behind the last call number: its neighbours are those that stand before.
  if (is === 'call' && after.length === 0 && before.length > 0) return stretchAt({ db }, point, 'before')
  const copies = [...before.slice(0, seenBefore).toReversed(), ...after.slice(0, seenAfter)]
  return {
    copies,
    left: before.length > seenBefore ? (copies[0]?.itemId ?? null) : null,
    right: after[seenAfter]?.itemId ?? null,
  }
}

async function withBibs({ db, index }: Library, copies: readonly StandingCopy[]): Promise<ShelfBook[]> {
  const shown = copies.filter(({ bibId }, at) => copies[at - 1]?.bibId !== bibId)
  const bibs = await knownBibs(index).load(db, [...new Set(shown.map(({ bibId }) => bibId))])
  const byId = new Map(bibs.map(bib => [bib.id, bib]))
  return shown.flatMap(copy => {
    const bib = byId.get(copy.bibId)
    return bib ? [{ ...copy, bib }] : []
  })
}

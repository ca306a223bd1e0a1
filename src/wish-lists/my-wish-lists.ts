import { readBib } from '#catalogue/read-bibs.ts'
import { availabilityOf } from '#catalogue/rules/availability.ts'
import { type FoundBib, showFound } from '#catalogue/search-catalogue.ts'
import type { BibId, PatronId, WishListId } from '#ids.ts'
import type { Library } from '#library.ts'
import { isSecret } from './new-secret.ts'
import {
  findSharedList,
  loadWish,
  loadWishes,
  loadWishList,
  loadWishLists,
  type Wish,
  type WishList,
  type WishViewer,
} from './wish-store.ts'

export type { WishList }

/** A title on a list, with where it can be had now: nowhere, when it was taken out or is 非公開. */
export type MyWish = Wish & FoundBib

/** One page of a list. */
export type ShownList = WishList & { wishes: MyWish[]; page: number; pages: number }

/** So many titles stand on one page: as many as go into the basket with one press. */
export const wishesOnPage = 30

/** 読みたい本: a patron's lists, the oldest first. */
export const myWishLists = (library: Library, patronId: PatronId): Promise<WishList[]> =>
  loadWishLists(library.db, patronId)

/** One of a patron's own lists; null when it is not theirs. */
export async function myWishList(
  library: Library,
  patronId: PatronId,
  id: WishListId,
  page: number,
): Promise<ShownList | null> {
  const list = await loadWishList(library.db, patronId, id)
  return list && shown(library, list, 'owner', page)
}

/** A list by its secret address, for anybody who has it; null when it is not shown, or not any more. */
export async function sharedWishList(library: Library, secret: string, page: number): Promise<ShownList | null> {
  const list = isSecret(secret) ? await findSharedList(library.db, secret) : null
  return list && shown(library, list, 'anybody', page)
}

/** A title on a patron's own list; null when it does not stand there. */
export async function myWish(
  library: Library,
  patronId: PatronId,
  listId: WishListId,
  bibId: BibId,
): Promise<{ list: WishList; wish: MyWish } | null> {
  const list = await loadWishList(library.db, patronId, listId)
  const wish = list && (await loadWish(library.db, listId, bibId))
  if (!wish) return null
  const [found] = await showKept(library, [bibId])
  return found ? { list, wish: { ...wish, ...found } } : null
}

async function shown(library: Library, list: WishList, viewer: WishViewer, page: number): Promise<ShownList> {
  const pages = Math.max(1, Math.ceil(list.titles / wishesOnPage))
  const offset = (page - 1) * wishesOnPage
  const wishes = await loadWishes(library.db, list.id, { viewer, offset, limit: wishesOnPage })
  const found = await showKept(
    library,
    wishes.map(({ bibId }) => bibId),
  )
  const byId = new Map(found.map(one => [one.bib.id, one]))
  return {
    ...list,
    page,
    pages,
    wishes: wishes.flatMap(wish => {
      const one = byId.get(wish.bibId)
      return one ? [{ ...wish, ...one }] : []
    }),
  }
}

/**
 * What a patron noted down, in no order: also what was taken out of the catalogue since, or is 非公開, with nothing to be
 * had of it.
 */
async function showKept(library: Library, ids: readonly BibId[]): Promise<FoundBib[]> {
  const found = await showFound(library, ids)
  const shown = new Set(found.map(({ bib }) => bib.id))
  const others = await Promise.all(ids.filter(id => !shown.has(id)).map(id => readBib(library, id)))
  return [...found, ...others.flatMap(bib => (bib ? [{ bib, availability: availabilityOf([], 0) }] : []))]
}

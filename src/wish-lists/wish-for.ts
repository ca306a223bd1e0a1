import { type Tx, transact } from '#database/database.ts'
import { lockOrderedBibs } from '#holds/ordering/order-facts-store.ts'
import type { BibId, PatronId, WishListId } from '#ids.ts'
import type { Library } from '#library.ts'
import { lockPatron } from '#patrons/standing-store.ts'
import { assert } from '#std/assert.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { judgeWish, readListName, readNote, type WhichList, type WishRefusal } from './rules/wish.ts'
import { countWishes, findListNamed, findListOwner, insertWishes, insertWishList, knownOf } from './wish-store.ts'

export type NewWish = { list: WhichList; bibIds: readonly BibId[]; note: string }

/**
 * 読みたい本に入れる: puts titles onto a list of a patron, or onto a new one (which may begin empty). What stands on it already
 * stays there, and is the same answer; so is a list that this form has made before, or that has the name of the new
 * one. Refused with every reason at once, and then nothing is stored.
 * @returns the list
 */
export async function wishFor(
  library: Library,
  signedInAs: PatronId,
  { list, bibIds, note: typed }: NewWish,
): Promise<Outcome<{ listId: WishListId }, WishRefusal[] | 'notFound'>> {
  const now = library.clock.now()
  const note = readNote(typed)
  return transact(library.db, async tx => {
    const patronId = await lockPatron(tx, signedInAs)
    assert(patronId !== null, 'a patron who wishes exists')
    const owner = await findListOwner(tx, list.id)
    if (owner !== null && owner !== patronId) return refused('notFound')
    if (owner === null && list.is === 'known') return refused('notFound')
    const known = owner !== null ? list.id : list.is === 'new' ? await listNamed(tx, patronId, list.name) : null
    const which: WhichList = known === null ? list : { is: 'known', id: known }
    const locked = bibIds.length === 0 ? [] : await lockOrderedBibs(tx, bibIds, 'order')
    const catalogued = await knownOf(tx, locked)
    const facts = await countWishes(tx, patronId, which.id, locked)
    const refusals = judgeWish(which, note, { ...facts, unknown: locked.filter(id => !catalogued.has(id)) })
    if (refusals.length > 0) return refused(refusals)
    if (which.is === 'new') {
      const name = readListName(which.name)
      assert(name.ok, 'a list that is made has a name')
      await insertWishList(tx, patronId, { id: which.id, name: name.value }, now)
    }
    await insertWishes(tx, which.id, locked, note, now)
    return done({ listId: which.id })
  })
}

async function listNamed(tx: Tx, patronId: PatronId, typed: string): Promise<WishListId | null> {
  const name = readListName(typed)
  return name.ok ? findListNamed(tx, patronId, name.value) : null
}

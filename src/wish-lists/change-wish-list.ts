import type { PatronId, WishListId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { newSecret } from './new-secret.ts'
import { readListName, type WishRefusal } from './rules/wish.ts'
import { deleteWishList, findListOwner, saveListName, saveSharedAs } from './wish-store.ts'

type NotFound = { why: 'notFound' }

/** Gives a list the name that its patron typed. */
export async function renameWishList(
  library: Library,
  patronId: PatronId,
  id: WishListId,
  typed: string,
): Promise<Outcome<null, Extract<WishRefusal, { why: `name${string}` }> | NotFound>> {
  const name = readListName(typed)
  if (!name.ok) return name
  return (await saveListName(library.db, patronId, id, name.value)) ? done(null) : refused({ why: 'notFound' })
}

/**
 * リンクで見せる: from now on whoever has the secret address may read the list, or nobody may any more. An address that has
 * ended never opens anything again.
 */
export async function shareWishList(
  library: Library,
  patronId: PatronId,
  id: WishListId,
  shared: boolean,
): Promise<Outcome<null, NotFound>> {
  const sharedAs = shared ? newSecret() : null
  return (await saveSharedAs(library.db, patronId, id, sharedAs)) ? done(null) : refused({ why: 'notFound' })
}

/**
 * Removes a list with all that stands on it. One that is gone already is removed; one of somebody else's is not there
 * for them.
 */
export async function removeWishList(
  library: Library,
  patronId: PatronId,
  id: WishListId,
): Promise<Outcome<null, NotFound>> {
  await deleteWishList(library.db, patronId, id)
  return (await findListOwner(library.db, id)) === null ? done(null) : refused({ why: 'notFound' })
}

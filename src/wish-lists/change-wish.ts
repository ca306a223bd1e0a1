import type { BibId, PatronId, WishListId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { noteCharactersMax, readNote } from './rules/wish.ts'
import { deleteWish, loadWishList, saveNote } from './wish-store.ts'

export type NoteRefusal = { why: 'noteTooLong'; charactersMax: number } | { why: 'notFound' }

/** Writes, changes or (with nothing) wipes the note to a title on a list. */
export async function noteWish(
  library: Library,
  patronId: PatronId,
  wish: { listId: WishListId; bibId: BibId },
  typed: string,
): Promise<Outcome<null, NoteRefusal>> {
  const note = readNote(typed)
  if (note !== null && [...note].length > noteCharactersMax)
    return refused({ why: 'noteTooLong', charactersMax: noteCharactersMax })
  return (await saveNote(library.db, patronId, wish, note)) ? done(null) : refused({ why: 'notFound' })
}

/** Takes a title off a list; what does not stand on it is off already. */
export async function removeWish(
  library: Library,
  patronId: PatronId,
  { listId, bibId }: { listId: WishListId; bibId: BibId },
): Promise<Outcome<null, { why: 'notFound' }>> {
  if (!(await loadWishList(library.db, patronId, listId))) return refused({ why: 'notFound' })
  await deleteWish(library.db, patronId, listId, bibId)
  return done(null)
}

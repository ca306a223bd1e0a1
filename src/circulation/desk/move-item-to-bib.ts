import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import { lockBibs, lockHolder } from '#holds/hold-locks-store.ts'
import { saveTransition } from '#holds/hold-store.ts'
import { loses } from '#holds/rules/binding.ts'
import type { BibId, ItemId } from '#ids.ts'
import { findItem, saveItemBib } from '#items/item-bib-store.ts'
import { lockItem } from '#items/item-store.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'

/**
 * Moves a copy to the record to which it belongs. A hold that had it goes back to its old place; one that asks for this
 * very copy keeps it from being moved. An open loan goes along.
 */
export async function moveItemToBib(
  library: Library,
  actor: Actor,
  barcode: string,
  bibId: BibId,
): Promise<Outcome<{ itemId: ItemId }, { why: 'unknownItem' | 'unknownBib' | 'onHoldShelf' | 'askedFor' }>> {
  const desk = deskOf(library, actor)
  return transact(
    library.db,
    async (
      tx,
    ): Promise<Outcome<{ itemId: ItemId }, { why: 'unknownItem' | 'unknownBib' | 'onHoldShelf' | 'askedFor' }>> => {
      const found = await findItem(tx, barcode, bibId)
      if (!found) return refused({ why: 'unknownItem' })
      if (!found.targetExists) return refused({ why: 'unknownBib' })
      await lockBibs(tx, [found.bibId, bibId])
      const item = await lockItem(tx, found.id)
      if (item.bibId === bibId) return done({ itemId: item.id })
      // Asked again under the locks: either record may have been merged meanwhile.
      const still = await findItem(tx, barcode, bibId)
      if (!still?.targetExists || item.bibId !== found.bibId) return refused({ why: 'unknownBib' })
      if (still.askedFor) return refused({ why: 'askedFor' })
      // What stands on a hold shelf must be taken down by a person first: its slip names the wrong title.
      if (item.status === 'holdShelf') return refused({ why: 'onHoldShelf' })
      if (item.heldBy !== null) {
        const hold = (await lockHolder(tx, item))!
        await saveTransition(tx, desk, [loses(hold, item.id, 'moveToBib')])
      }
      await saveItemBib(tx, desk, item, bibId)
      return done({ itemId: item.id })
    },
  )
}

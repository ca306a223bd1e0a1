import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { takeChangesToTell } from '#patrons/account-change-store.ts'
import { writeNotices } from './write-notices.ts'

/**
 * Writes the mails that tell of a changed password or mail address, to the address of before: who did not change it
 * learns of it. Any number of workers may do so at once; each change is told once.
 */
export async function tellAccountChanges(library: Library, { limit }: { limit: number }): Promise<number> {
  const now = library.clock.now()
  return transact(library.db, async tx => {
    const changes = await takeChangesToTell(tx, limit)
    return writeNotices(
      tx,
      { now, policy: library.policy },
      changes.map(({ id, patronId, what, to }) => ({
        kind: 'accountChanged',
        dedupeKey: `accountChanged:${id}`,
        patronId,
        holdId: null,
        contact: 'mail',
        to,
        facts: { titles: [], reason: what },
      })),
    )
  })
}

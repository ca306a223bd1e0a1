import type { Library } from '#library.ts'
import { takeChangesToTell } from '#patrons/account-change-store.ts'
import { tellWhatWaits } from './write-notices.ts'

/**
 * Writes the mails that tell of a changed password or mail address, to the address of before: who did not change it
 * learns of it.
 */
export const tellAccountChanges = (library: Library, { limit }: { limit: number }): Promise<number> =>
  tellWhatWaits(
    library,
    tx => takeChangesToTell(tx, limit),
    ({ id, patronId, what, to }) => ({
      kind: 'accountChanged',
      dedupeKey: `accountChanged:${id}`,
      patronId,
      holdId: null,
      contact: 'mail',
      to,
      facts: { titles: [], reason: what },
    }),
  )

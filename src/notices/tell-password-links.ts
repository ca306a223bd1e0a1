import type { Library } from '#library.ts'
import { takeLinksToTell } from '#patrons/by-mail/link-store.ts'
import { tellWhatWaits } from './write-notices.ts'

/**
 * Writes the mails with the links to a new password, each to the address that was registered when it was asked for. The
 * outbox has half of the secret; the other half is made when the mail leaves.
 */
export const tellPasswordLinks = (library: Library, { limit }: { limit: number }): Promise<number> =>
  tellWhatWaits(
    library,
    tx => takeLinksToTell(tx, limit),
    ({ patronId, half, to }) => ({
      kind: 'passwordLink',
      dedupeKey: `passwordLink:${half}`,
      patronId,
      holdId: null,
      contact: 'mail',
      to,
      facts: { titles: [], half },
    }),
  )

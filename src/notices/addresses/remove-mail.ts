import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { insertAccountChange } from '#patrons/account-change-store.ts'
import { deleteApplication, saveMail } from './mail-application-store.ts'

/**
 * Takes a patron's address away at their wish, with one that is not registered yet. Holds to be told by mail are told
 * by telephone, or by letter.
 */
export async function removeMail(library: Library, patronId: PatronId): Promise<void> {
  await transact(library.db, async tx => {
    await deleteApplication(tx, patronId)
    await insertAccountChange(tx, { patronId, at: library.clock.now(), what: 'mailRemoved' })
    await saveMail(tx, patronId, null)
  })
}

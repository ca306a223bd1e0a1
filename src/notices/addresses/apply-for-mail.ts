import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { insertAccountChange } from '#patrons/account-change-store.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { type MailAddressRefusal, readMailAddress } from '../rules/mail-address.ts'
import { deleteApplication, loadMailStanding, saveApplication } from './mail-application-store.ts'

/**
 * 「設定」 → 「更新」 (M43): keeps the address a patron typed. It is registered with the 登録完了メール of the next morning (M44);
 * until then the one registered before, if any, stays in use, and is told.
 * @returns the address as it was understood
 */
export async function applyForMail(
  library: Library,
  patronId: PatronId,
  typed: string,
): Promise<Outcome<{ address: string }, MailAddressRefusal>> {
  const read = readMailAddress(typed)
  if ('why' in read) return refused(read)
  const at = library.clock.now()
  await transact(library.db, async tx => {
    const { registered } = await loadMailStanding(tx, patronId)
    if (registered === read.address) await deleteApplication(tx, patronId)
    else {
      await saveApplication(tx, patronId, read.address, at)
      await insertAccountChange(tx, { patronId, at, what: 'mail' })
    }
  })
  return done(read)
}

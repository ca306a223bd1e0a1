import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { deleteApplication, loadMailStanding, saveApplication } from './mail-application-store.ts'
import { type MailAddressRefusal, readMailAddress } from './rules/mail-address.ts'

/**
 * 「設定」 → 「更新」 (M43): keeps the address a patron typed. It is registered with the 登録完了メール of the next morning (M44);
 * until then the one registered before, if any, stays in use.
 * @returns the address as it was understood
 */
export async function applyForMail(
  library: Library,
  patronId: number,
  typed: string,
): Promise<Outcome<{ address: string }, MailAddressRefusal>> {
  const read = readMailAddress(typed)
  if ('why' in read) return refused(read)
  await transact(library.db, async tx => {
    const { registered } = await loadMailStanding(tx, patronId)
    if (registered === read.address) await deleteApplication(tx, patronId)
    else await saveApplication(tx, patronId, read.address, library.clock.now())
  })
  return done(read)
}

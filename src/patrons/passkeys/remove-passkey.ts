import { transact } from '#database/database.ts'
import type { PasskeyId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome } from '#std/outcome.ts'
import { insertAccountChange } from '../account-change-store.ts'
import { lockPatronRow } from '../patron-store.ts'
import { type ProofFrom, type ProofRefusal, provePassword } from '../signing-in/prove-password.ts'
import { deletePasskey } from './passkey-store.ts'

/**
 * パスキーを消す: from now on it opens nothing, whichever device still has it. The present password is proved first.
 * Removed before, it is done, and nobody is told again.
 */
export async function removePasskey(
  library: Library,
  patronId: PatronId,
  { id, current }: { id: PasskeyId; current: string },
  from: ProofFrom,
): Promise<Outcome<null, ProofRefusal>> {
  const proved = await provePassword(library, patronId, current, from)
  if (!proved.ok) return proved
  const now = library.clock.now()
  return transact(library.db, async tx => {
    await lockPatronRow(tx, patronId)
    if (await deletePasskey(tx, patronId, id))
      await insertAccountChange(tx, { patronId, at: now, what: 'passkeyRemoved' })
    return done(null)
  })
}

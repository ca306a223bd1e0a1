import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { forgetFailures } from './attempts-store.ts'

/** ログイン停止の解除: takes the failures off a card whose password is known, after somebody was turned away too often. */
export async function unlockSignIn(library: Library, staff: { login: string }, patronId: PatronId): Promise<void> {
  await transact(library.db, async tx => {
    await forgetFailures(tx, patronId)
    await writeAudit(tx, { at: library.clock.now(), staffLogin: staff.login, did: 'unlockSignIn', patronId })
  })
}

import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { insertAccountChange } from '../account-change-store.ts'
import { temporaryUntil } from '../desk/register-patron.ts'
import { deletePasskeysOf } from '../passkeys/passkey-store.ts'
import { lockPatronRow } from '../patron-store.ts'
import { forgetFailures } from './attempts-store.ts'
import { deleteDevicesOf } from './device-store.ts'
import { saveTemporary } from './secret-store.ts'
import { deleteSessionsOf } from './session-store.ts'

/**
 * パスワードの初期化 (M07), for whoever has forgotten it or is refused: from now on the birth date is the 仮パスワード again.
 * Every session, every known browser and every passkey ends, and the audit trail keeps who did it and why.
 */
export async function resetPassword(
  library: Library,
  staff: { login: string },
  patronId: PatronId,
  reason: string,
): Promise<Outcome<{ temporaryUntil: Temporal.Instant }, { why: 'unknownPatron' }>> {
  const now = library.clock.now()
  const until = temporaryUntil(library.policy, now)
  return transact(library.db, async tx => {
    if (!(await lockPatronRow(tx, patronId))) return refused({ why: 'unknownPatron' })
    // A try locks the failures of a card before its password: so does this.
    await forgetFailures(tx, patronId)
    await saveTemporary(tx, { patronId, now, until })
    await insertAccountChange(tx, { patronId, at: now, what: 'reset' })
    const sessions = await deleteSessionsOf(tx, patronId)
    const devices = await deleteDevicesOf(tx, patronId)
    const passkeys = await deletePasskeysOf(tx, patronId)
    const detail = { reason, sessions, devices, passkeys }
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'resetPassword', patronId, detail })
    return done({ temporaryUntil: until })
  })
}

import { createHash } from 'node:crypto'
import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { hashPassword, isHashingBusy, isPasswordOf } from '#secrets/hash-password.ts'
import type { HashTurn } from '#secrets/hash-slots.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { openCodeSecret, sealCodeSecret } from './code-secret.ts'
import { drawCodeSecret, stepOfCode } from './one-time-code.ts'
import { judgeStaffPassword, type StaffPasswordRefusal } from './rules/staff-password.ts'
import { countStaffTry, type StaffMember, takeBackStaffTry } from './sign-in-staff.ts'
import {
  deleteDevicesOfStaff,
  endSessionsOfStaff,
  findStaff,
  type StoredStaff,
  saveConfirmedCode,
  updateStaff,
} from './staff-store.ts'
import { writeAudit } from './write-audit.ts'

export type OwnAccountRefusal = {
  why: StaffPasswordRefusal | 'currentWrong' | 'notTheSame' | 'codeWrong' | 'tooManyTries' | 'busy'
}

/**
 * A member of staff changes their own password; every other browser is signed out with it.
 * @param device the id by which this browser is known
 */
export async function changeOwnPassword(
  library: Library,
  by: StaffMember,
  sessionId: string,
  { current, wished, again }: { current: string; wished: string; again: string },
  device: string | null,
): Promise<Outcome<null, OwnAccountRefusal>> {
  const proved = await prove(library, by, current, device)
  if (!proved.ok) return proved
  const no = judgeStaffPassword(wished, by.login)
  if (no) return refused({ why: no })
  if (wished !== again) return refused({ why: 'notTheSame' })
  const passwordHash = await hashPassword(library.secrets.pepper, wished, turnOf(by))
  const at = library.clock.now()
  return transact(library.db, async tx => {
    await updateStaff(tx, by.id, { passwordHash })
    await endSessionsOfStaff(tx, by.login, createHash('sha256').update(sessionId).digest())
    await deleteDevicesOfStaff(tx, by.login)
    await writeAudit(tx, { at, staffLogin: by.login, did: 'changeOwnPassword', patronId: null })
    return done(null)
  })
}

/**
 * Draws a secret for an authenticator app. It holds once a code of it was typed (`confirmOwnCode`).
 * @param device the id by which this browser is known
 * @returns the secret, to be shown this once
 */
export async function drawOwnCode(
  library: Library,
  by: StaffMember,
  current: string,
  device: string | null,
): Promise<Outcome<{ secret: string }, OwnAccountRefusal>> {
  const proved = await prove(library, by, current, device)
  if (!proved.ok) return proved
  const secret = drawCodeSecret()
  await updateStaff(library.db, by.id, { codePending: sealCodeSecret(library.secrets.pepper, by.login, secret) })
  return done({ secret })
}

/**
 * The app shows codes of the drawn secret: from now on they are asked for at every sign-in. A code that is typed is
 * counted as a password is.
 * @param device the id by which this browser is known
 */
export async function confirmOwnCode(
  library: Library,
  by: StaffMember,
  code: string,
  device: string | null,
): Promise<Outcome<null, OwnAccountRefusal>> {
  const { db, secrets } = library
  const at = library.clock.now()
  const staff = await findStaff(db, by.login)
  const counted = staff && (await countStaffTry(library, staff, device, at))
  if (!counted) return refused({ why: 'tooManyTries' })
  const pending = staff.codePending
  const step = pending === null ? null : stepOfCode(openCodeSecret(secrets.pepper, by.login, pending), code, at)
  if (pending === null || step === null) return refused({ why: 'codeWrong' })
  await takeBackStaffTry(library, staff, { counted, device }, at)
  return transact(db, async (tx): Promise<Outcome<null, OwnAccountRefusal>> => {
    if (!(await saveConfirmedCode(tx, by.id, pending, step))) return refused({ why: 'codeWrong' })
    await writeAudit(tx, { at, staffLogin: by.login, did: 'setOwnCode', patronId: null })
    return done(null)
  })
}

/**
 * The present password, at the same counters as a sign-in: tries from elsewhere do not use up those of the browser in
 * which its owner is at work.
 */
async function prove(
  library: Library,
  by: StaffMember,
  current: string,
  device: string | null,
): Promise<Outcome<StoredStaff, OwnAccountRefusal>> {
  if (isHashingBusy(turnOf(by))) return refused({ why: 'busy' })
  const staff = await findStaff(library.db, by.login)
  const now = library.clock.now()
  const counted = staff && (await countStaffTry(library, staff, device, now))
  if (!counted) return refused({ why: 'tooManyTries' })
  const { pepper } = library.secrets
  if (!(await isPasswordOf(pepper, staff.passwordHash, current.slice(0, 256), turnOf(by))))
    return refused({ why: 'currentWrong' })
  await takeBackStaffTry(library, staff, { counted, device }, now)
  return done(staff)
}

const turnOf = ({ login }: StaffMember): HashTurn => ({ lane: 'known', who: `staff ${login}` })

import { createHash, randomBytes } from 'node:crypto'
import type { Library } from '#library.ts'
import { hashNothing, isHashingBusy, isPasswordOf } from '#secrets/hash-password.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { isCodeOf } from './one-time-code.ts'
import type { Role } from './rules/roles.ts'
import {
  countTry,
  deleteStaffSession,
  findStaff,
  forgetTries,
  insertStaffSession,
  loadStaffSession,
  moveStaffSession,
  touchStaffSession,
} from './staff-store.ts'

/** 職員: who is at work, in which role, and at which branch they stand. */
export type StaffMember = {
  id: number
  login: string
  name: string
  role: Role
  branchId: string
  branchName: string
  atCentral: boolean
}

/** One answer for unknown account, wrong password, wrong code and an account that has to wait. */
export type StaffRefusal = { why: 'wrong' } | { why: 'codeNeeded' } | { why: 'busy' }

/**
 * Signs a member of staff in: login, password, and the one-time code of accounts that have one.
 * @returns the id of the session, for the cookie alone
 */
export async function signInStaff(
  library: Library,
  typed: { login: string; password: string; code: string; branchId: string | null },
): Promise<Outcome<string, StaffRefusal>> {
  if (isHashingBusy()) return refused({ why: 'busy' })
  const { db, clock, secrets } = library
  const now = clock.now()
  const staff = await findStaff(db, typed.login.normalize('NFKC').trim().toLowerCase())
  if (!staff || !(await countTry(db, staff.id, now))) {
    await hashNothing(secrets.pepper)
    return refused({ why: 'wrong' })
  }
  if (!(await isPasswordOf(secrets.pepper, staff.passwordHash, typed.password.slice(0, 256))))
    return refused({ why: 'wrong' })
  if (staff.codeSecret !== null) {
    if (typed.code.trim() === '') return refused({ why: 'codeNeeded' })
    if (!isCodeOf(staff.codeSecret, typed.code, now)) return refused({ why: 'wrong' })
  }
  await forgetTries(db, staff.id)
  const id = randomBytes(16).toString('base64url')
  await insertStaffSession(db, {
    idHash: hashOf(id),
    staffId: staff.id,
    branchId: typed.branchId ?? staff.branchId,
    now,
  })
  return done(id)
}

/** Who has this session; null when there is none or it has been idle for half a working day. */
export async function findStaffSession(library: Library, id: string): Promise<StaffMember | null> {
  if (!/^[\w-]{22}$/.test(id)) return null
  const now = library.clock.now()
  const row = await loadStaffSession(library.db, hashOf(id), now.subtract({ hours: idleHours }))
  if (!row) return null
  // Not at every page: at the counter a write each time would cost more than the page.
  if (now.since(row.seen_at).total('hours') > idleHours / 20) await touchStaffSession(library.db, hashOf(id), now)
  return {
    id: row.id,
    login: row.login,
    name: row.name,
    role: row.role,
    branchId: row.branch_id,
    branchName: row.branch_name,
    atCentral: row.is_central,
  }
}

export const endStaffSession = (library: Library, id: string): Promise<void> =>
  deleteStaffSession(library.db, hashOf(id))

/** The same person now stands at another branch. */
export const standAt = (library: Library, id: string, branchId: string): Promise<void> =>
  moveStaffSession(library.db, hashOf(id), branchId)

const idleHours = 4

const hashOf = (id: string) => createHash('sha256').update(id).digest()

import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { addStaff, type NewStaff } from './add-staff.ts'
import type { Role } from './rules/roles.ts'
import { disableStaff, endSessionsOfStaff, listStaff } from './staff-store.ts'
import { writeAudit } from './write-audit.ts'

export type StaffAccount = {
  login: string
  name: string
  role: Role
  branchId: string
  disabledAt: Temporal.Instant | null
}

export const staffAccounts = async (library: Library): Promise<StaffAccount[]> =>
  (await listStaff(library.db)).map(account => ({ ...account, role: account.role as Role }))

/** Adds an account or renews a known one, which is signed out everywhere. */
export async function saveAccount(
  library: Library,
  by: { login: string },
  account: NewStaff,
): Promise<Outcome<{ codeSecret: string | null }, { why: 'login' | 'role' | 'passwordTooShort' }>> {
  const added = await addStaff(library, account)
  if (!added.ok) return added
  await endSessionsOfStaff(library.db, account.login)
  const detail = { login: account.login, role: account.role }
  const at = library.clock.now()
  await writeAudit(library.db, { at, staffLogin: by.login, did: 'saveStaff', patronId: null, detail })
  return added
}

/** Stops an account; nobody stops their own. */
export async function disableAccount(
  library: Library,
  by: { login: string },
  login: string,
): Promise<Outcome<null, { why: 'yourself' }>> {
  if (login === by.login) return refused({ why: 'yourself' })
  const at = library.clock.now()
  if (await disableStaff(library.db, login, at))
    await writeAudit(library.db, { at, staffLogin: by.login, did: 'disableStaff', patronId: null, detail: { login } })
  return done(null)
}

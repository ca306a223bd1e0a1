import { transact } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import type { Role } from './rules/roles.ts'
import { disableStaff, enableStaff, listStaff } from './staff-store.ts'
import { writeAudit } from './write-audit.ts'

export type StaffAccount = {
  login: string
  name: string
  role: Role
  branchId: BranchId
  otherBranches: BranchId[]
  resetsPasswords: boolean
  hasCode: boolean
  disabledAt: Temporal.Instant | null
}

export const staffAccounts = (library: Library): Promise<StaffAccount[]> => listStaff(library.db)

/**
 * Stops an account, at the counter's page and by `kago staff disable` alike; nobody stops their own.
 * @returns whether there was one to stop
 */
export async function disableAccount(
  library: Library,
  by: { login: string },
  login: string,
): Promise<Outcome<{ stopped: boolean }, { why: 'yourself' }>> {
  if (login === by.login) return refused({ why: 'yourself' })
  const at = library.clock.now()
  return transact(library.db, async tx => {
    const stopped = await disableStaff(tx, login, at)
    if (stopped)
      await writeAudit(tx, { at, staffLogin: by.login, did: 'disableStaff', patronId: null, detail: { login } })
    return done({ stopped })
  })
}

/**
 * 再開: a stopped account signs in again, with the password and the code it had. @returns whether there was one that was
 * stopped
 */
export async function enableAccount(library: Library, by: { login: string }, login: string): Promise<boolean> {
  const at = library.clock.now()
  return transact(library.db, async tx => {
    const enabled = await enableStaff(tx, login)
    if (enabled)
      await writeAudit(tx, { at, staffLogin: by.login, did: 'enableStaff', patronId: null, detail: { login } })
    return enabled
  })
}

import { brokenConstraint, transact } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { hashPassword } from '#secrets/hash-password.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { sealCodeSecret } from './code-secret.ts'
import { drawCodeSecret } from './one-time-code.ts'
import { type Role, roles } from './rules/roles.ts'
import { judgeStaffPassword, type StaffPasswordRefusal } from './rules/staff-password.ts'
import { deleteDevicesOfStaff, endSessionsOfStaff, forgetTriesOf, isCentral, saveStaff } from './staff-store.ts'
import { writeAudit } from './write-audit.ts'

export type NewStaff = {
  login: string
  name: string
  role: string
  branchId: BranchId
  /** Where else they may stand; chiefs and administrators stand anywhere. */
  otherBranches?: readonly BranchId[]
  /** 初期化 (M07). If not said: who belongs to the central library does it. */
  resetsPasswords?: boolean
  password: string
  withCode: boolean
  /** The secret that the authenticator app has already; without one a new one is drawn. */
  codeSecret?: string
  /** The half minute of the code by which that secret was confirmed: it opens nothing again. */
  codeStep?: number
}

export type StaffAccountFault = 'login' | 'role' | 'branch' | 'loginTaken' | StaffPasswordRefusal
export type StaffAccountRefusal = { whys: StaffAccountFault[] }

/** Everything that is wrong with what is said of an account, whatever accounts and branches there are. */
export function accountFaults({
  login,
  role,
  password,
}: Pick<NewStaff, 'login' | 'role' | 'password'>): StaffAccountFault[] {
  const ofPassword = judgeStaffPassword(password, login)
  return [
    ...(/^[a-z][a-z0-9._-]{1,30}$/.test(login) ? [] : (['login'] as const)),
    ...(roles.includes(role as Role) ? [] : (['role'] as const)),
    ...(ofPassword ? [ofPassword] : []),
  ]
}

/**
 * Adds a staff account, at the counter's page and by `kago staff add` alike. A login that is taken is refused, unless
 * the account is to be renewed: then it gets all of this, and is signed out everywhere.
 * @returns the secret for an authenticator app, when the account signs in with a one-time code
 */
export async function addStaff(
  library: Library,
  staff: NewStaff,
  { by = 'command', renew = false }: { by?: string; renew?: boolean } = {},
): Promise<Outcome<{ codeSecret: string | null }, StaffAccountRefusal>> {
  const { login, name, branchId } = staff
  const whys = accountFaults(staff)
  if (whys.length > 0) return refused({ whys })
  const { pepper } = library.secrets
  const role = staff.role as Role
  const codeSecret = staff.withCode ? (staff.codeSecret ?? drawCodeSecret()) : null
  const passwordHash = await hashPassword(pepper, staff.password)
  const now = library.clock.now()
  try {
    return await transact(library.db, async tx => {
      const account = {
        ...{ login, name, role, branchId, passwordHash },
        otherBranches: staff.otherBranches ?? [],
        resetsPasswords: staff.resetsPasswords ?? (await isCentral(tx, branchId)),
        codeSecret: codeSecret === null ? null : sealCodeSecret(pepper, login, codeSecret),
      }
      const saved = await saveStaff(tx, account, { now, renew, codeStep: staff.codeStep ?? null })
      if (saved === null) return refused({ whys: ['loginTaken'] })
      await endSessionsOfStaff(tx, login)
      await deleteDevicesOfStaff(tx, login)
      await forgetTriesOf(tx, login)
      const detail = { login, role, branchId, renewed: saved === 'renewed' }
      await writeAudit(tx, { at: now, staffLogin: by, did: 'saveStaff', patronId: null, detail })
      return done({ codeSecret })
    })
  } catch (error) {
    if (brokenConstraint(error)) return refused({ whys: ['branch'] })
    throw error
  }
}

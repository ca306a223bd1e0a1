import type { Library } from '#library.ts'
import { hashPassword } from '#secrets/hash-password.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { drawCodeSecret } from './one-time-code.ts'
import { type Role, roles } from './rules/roles.ts'
import { saveStaff } from './staff-store.ts'

export type NewStaff = {
  login: string
  name: string
  role: string
  branchId: string
  password: string
  withCode: boolean
  /** The secret that the authenticator app has already; without one a new one is drawn. */
  codeSecret?: string
}

/**
 * Adds a staff account, or renews a known one (`kago staff add`).
 * @returns the secret for an authenticator app, when the account signs in with a one-time code
 */
export async function addStaff(
  library: Library,
  staff: NewStaff,
): Promise<Outcome<{ codeSecret: string | null }, { why: 'login' | 'role' | 'passwordTooShort' }>> {
  if (!/^[a-z][a-z0-9._-]{1,30}$/.test(staff.login)) return refused({ why: 'login' })
  if (!roles.includes(staff.role as Role)) return refused({ why: 'role' })
  if (staff.password.length < staffPasswordMin) return refused({ why: 'passwordTooShort' })
  const codeSecret = staff.withCode ? (staff.codeSecret ?? drawCodeSecret()) : null
  await saveStaff(
    library.db,
    {
      login: staff.login,
      name: staff.name,
      role: staff.role as Role,
      branchId: staff.branchId,
      codeSecret,
      passwordHash: await hashPassword(library.secrets.pepper, staff.password),
    },
    library.clock.now(),
  )
  return done({ codeSecret })
}

/** Staff open patrons' data: their passwords are long. */
export const staffPasswordMin = 12

import { type Mailer, senderOf } from '#delivery/mailer.ts'
import type { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { accountFaults, addStaff, type StaffAccountFault } from '#staff/add-staff.ts'
import { stepOfCode } from '#staff/one-time-code.ts'
import { newId } from '#std/new-id.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { saveDone } from './opening-store.ts'

/** Sends the mail with a number that only who reads it knows. */
export async function sendTestMail(
  library: Library,
  mailer: Mailer,
  mail: { to: string; subject: string; text: string },
): Promise<Outcome<null, { why: 'notSent' }>> {
  const sent = await mailer.send({
    ...mail,
    messageId: `<test-${newId()}@kago>`,
    at: library.clock.now(),
    from: senderOf(library.policy),
  })
  return sent.is === 'accepted' ? done(null) : refused({ why: 'notSent' })
}

/** The test mail has come: its number was typed. */
export const mailCame = (library: Library, by: string): Promise<void> =>
  saveDone(library.db, { what: 'mail', at: library.clock.now(), by })

export type FirstAdminFault = StaffAccountFault | 'name' | 'code'

export type FirstAdmin = {
  login: string
  name: string
  password: string
  branchId: BranchId
  /** The secret that was given to the authenticator app, and what it shows. */
  codeSecret: string
  code: string
}

/**
 * The first administrator, who signs in with a password and a one-time code. With them the set-up ends: the library is
 * open.
 */
export async function addFirstAdmin(
  library: Library,
  admin: FirstAdmin,
): Promise<Outcome<null, { whys: FirstAdminFault[] }>> {
  const codeStep = stepOfCode(admin.codeSecret, admin.code, library.clock.now())
  const faults: FirstAdminFault[] = accountFaults({ ...admin, role: 'admin' })
  if (admin.name.trim() === '') faults.unshift('name')
  if (codeStep === null) faults.push('code')
  if (codeStep === null || faults.length > 0) return refused({ whys: faults })
  const added = await addStaff(library, { ...admin, role: 'admin', withCode: true, codeStep })
  if (!added.ok) return refused({ whys: added.refusal.whys })
  await saveDone(library.db, { what: 'opened', at: library.clock.now(), by: admin.login })
  return done(null)
}

import { type Mailer, senderOf } from '#delivery/mailer.ts'
import type { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { addStaff, type StaffAccountRefusal } from '#staff/add-staff.ts'
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
): Promise<Outcome<null, StaffAccountRefusal | { why: 'code' }>> {
  const codeStep = stepOfCode(admin.codeSecret, admin.code, library.clock.now())
  if (codeStep === null) return refused({ why: 'code' })
  const added = await addStaff(library, { ...admin, role: 'admin', withCode: true, codeStep })
  if (!added.ok) return refused(added.refusal)
  await saveDone(library.db, { what: 'opened', at: library.clock.now(), by: admin.login })
  return done(null)
}

import type { BranchId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { startSession } from '#patrons/signing-in/sessions.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { addStaff } from '#staff/add-staff.ts'
import { signInStaff } from '#staff/sign-in-staff.ts'

/** The cookie to send, and the token that a form must carry. */
export type SignedIn = { cookie: string; csrf: string }

/** What a browser holds of a session of a patron, or of staff. */
export function signedInAs({ secrets }: Pick<Library, 'secrets'>, who: 'session' | 'staff', id: string): SignedIn {
  const { cookieKey } = secrets
  return {
    cookie: `kago-${who}=${id}.${keyedHash(cookieKey, `cookie ${who}`, id)}`,
    csrf: keyedHash(cookieKey, 'form', id),
  }
}

/** What the sign-in page gives a patron, without working out the hash of a password. */
export async function signedInAtHome(library: Library, patronId: PatronId): Promise<SignedIn> {
  const id = await startSession(library, { patronId, mustChangePassword: false, terminalId: null })
  return signedInAs(library, 'session', id)
}

/** An account of a branch's counter, called as the branch is, at so many screens. */
export async function signedInAtCounter(library: Library, branchId: BranchId, screens: number): Promise<SignedIn[]> {
  const password = 'a password of this counter'
  await addStaff(library, { login: branchId, name: branchId, role: 'counter', branchId, password, withCode: false })
  return Promise.all(
    Array.from({ length: screens }, async () => {
      const session = await signInStaff(library, { login: branchId, password, code: '', branchId: null })
      if (!session.ok) throw new Error(`${branchId} cannot sign in: ${session.refusal.why}`)
      return signedInAs(library, 'staff', session.value)
    }),
  )
}

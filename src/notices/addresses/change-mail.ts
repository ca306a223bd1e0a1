import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { type ProofFrom, type ProofRefusal, provePassword } from '#patrons/signing-in/prove-password.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { type MailAddressRefusal, readMailAddress } from '../rules/mail-address.ts'
import { applyForMail } from './apply-for-mail.ts'
import { removeMail } from './remove-mail.ts'

export type MailChange = {
  /** As typed; null takes the address away. */
  address: string | null
  /** 「現在のパスワード」. */
  current: string
}

/**
 * メールアドレスの変更 by a patron (M43): whoever has the address gets what is told to the patron, so the password is proved
 * first.
 */
export async function changeMail(
  library: Library,
  patronId: PatronId,
  { address, current }: MailChange,
  from: ProofFrom,
): Promise<Outcome<null, MailAddressRefusal | ProofRefusal>> {
  const read = address === null ? null : readMailAddress(address)
  if (read && 'why' in read) return refused(read)
  const proved = await provePassword(library, patronId, current, from)
  if (!proved.ok) return proved
  if (address === null) {
    await removeMail(library, patronId)
    return done(null)
  }
  const applied = await applyForMail(library, patronId, address)
  return applied.ok ? done(null) : applied
}

import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { siteOf } from '../rules/signing-in/passkey.ts'
import { loadPasskeys, type Passkey } from './passkey-store.ts'

/** What a patron sees of their passkeys; `opens` is false for one that was made for another address of the service. */
export type MyPasskey = Omit<Passkey, 'host'> & { opens: boolean }

export async function myPasskeys({ db, policy }: Library, patronId: PatronId): Promise<MyPasskey[]> {
  const host = siteOf(policy)?.host
  const passkeys = await loadPasskeys(db, patronId)
  return passkeys.map(({ id, name, addedAt, lastUsedAt, ...one }) => ({
    ...{ id, name, addedAt, lastUsedAt },
    opens: one.host === host,
  }))
}

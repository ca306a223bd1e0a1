import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { offers } from '#policy.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { insertAccountChange } from '../account-change-store.ts'
import { loadAccount } from '../account-store.ts'
import { lockPatronRow } from '../patron-store.ts'
import { passkeysMax, siteOf } from '../rules/signing-in/passkey.ts'
import { type ProofFrom, type ProofRefusal, provePassword } from '../signing-in/prove-password.ts'
import { loadPasswordState } from '../signing-in/secret-store.ts'
import { drawChallenge, standingOfChallenge } from './challenge.ts'
import { insertPasskey, loadPasskeys, takeChallenge } from './passkey-store.ts'
import { askToCreate, challengeIn, judgeCreated, type Question, readCreated } from './web-authn.ts'

type CommonRefusal = { why: 'notOffered' } | { why: 'tooMany'; max: number }
export type BeginRefusal = CommonRefusal | ProofRefusal
/** `over`: too late, answered before, or the password is another one by now. `unread`: no such answer. */
export type AddRefusal = CommonRefusal | { why: 'over' } | { why: 'unread' }

/**
 * パスキーを加える, first step: the present password is proved as for a change of it, since a session left open is not
 * enough. Then the device of the patron is asked to make a passkey.
 * @param browser that of the session: another one cannot answer
 */
export async function beginPasskey(
  library: Library,
  patronId: PatronId,
  current: string,
  from: ProofFrom,
  browser: string,
): Promise<Outcome<Question, BeginRefusal>> {
  const { db, policy, secrets } = library
  const site = siteOf(policy)
  if (site === null || !offers(policy, 'passkeys')) return refused({ why: 'notOffered' })
  const known = await loadPasskeys(db, patronId)
  if (known.length >= passkeysMax) return refused({ why: 'tooMany', max: passkeysMax })
  const proof = await loadPasswordState(db, patronId)
  const proved = await provePassword(library, patronId, current, from)
  if (!proved.ok) return proved
  if (!proof) return refused({ why: 'currentWrong' })
  const { name } = await loadAccount(db, patronId)
  const boundTo = boundBy(patronId, proof.setAt, browser)
  return done(
    await askToCreate(site, {
      challenge: drawChallenge(secrets, boundTo, library.clock.now()),
      library: policy.identity.name.ja,
      patron: name,
      userHandle: handleOf(library, patronId),
      known: known.map(({ credentialId }) => credentialId),
    }),
  )
}

/**
 * Second step: keeps what the device has made. The patron is told by mail and in Myライブラリ, as of any way into the
 * account. A password that was set anew between the steps ends it: the proof was of the one before.
 * @param answer as the browser sends it, JSON
 */
export async function addPasskey(
  library: Library,
  patronId: PatronId,
  { name, answer }: { name: string; answer: string },
  browser: string,
): Promise<Outcome<null, AddRefusal>> {
  const { db, policy, secrets } = library
  const site = siteOf(policy)
  if (site === null || !offers(policy, 'passkeys')) return refused({ why: 'notOffered' })
  const now = library.clock.now()
  const created = readCreated(answer)
  const challenge = created && challengeIn(created)
  if (!created || challenge === null) return refused({ why: 'unread' })
  const credential = await judgeCreated(site, created, challenge)
  return transact(db, async tx => {
    if (!(await lockPatronRow(tx, patronId))) return refused({ why: 'over' })
    const proof = await loadPasswordState(tx, patronId)
    const boundTo = proof && boundBy(patronId, proof.setAt, browser)
    if (boundTo === null || standingOfChallenge(secrets, challenge, boundTo, now) !== 'ours')
      return refused({ why: 'over' })
    if (!credential) return refused({ why: 'unread' })
    if ((await loadPasskeys(tx, patronId)).length >= passkeysMax) return refused({ why: 'tooMany', max: passkeysMax })
    if (!(await takeChallenge(tx, challenge, now))) return refused({ why: 'over' })
    const userHandle = handleOf(library, patronId)
    if (!(await insertPasskey(tx, { ...credential, patronId, userHandle, host: site.host, name, now })))
      return refused({ why: 'unread' })
    await insertAccountChange(tx, { patronId, at: now, what: 'passkeyAdded' })
    return done(null)
  })
}

const boundBy = (patronId: PatronId, passwordSetAt: Temporal.Instant, browser: string) =>
  `add ${patronId} ${passwordSetAt} ${browser}`

/** By which a device tells whose passkey it has, and which nobody reads a number from. A patron has one. */
const handleOf = ({ secrets }: Library, patronId: PatronId): string =>
  Buffer.from(keyedHash(secrets.cookieKey, 'passkey user', `${patronId}`)).toString('base64url')

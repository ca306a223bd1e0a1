import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { offers } from '#policy.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockPatronRow } from '../patron-store.ts'
import { addressStanding, addressWindow } from '../rules/attempts.ts'
import { type Site, siteOf } from '../rules/signing-in/passkey.ts'
import { isUnderVeil } from '../rules/signing-in/veil.ts'
import { clearOnAddress } from '../signing-in/attempts-store.ts'
import { loadVeil } from '../signing-in/secret-store.ts'
import { countOnAddress } from '../signing-in/try-store.ts'
import { drawChallenge, standingOfChallenge } from './challenge.ts'
import { loadPasskey, savePasskeyUsed, takeChallenge } from './passkey-store.ts'
import { askToProve, challengeIn, judgeProved, type Proved, type Question, readProved } from './web-authn.ts'

/** `unknown`: no passkey of ours, removed, of another patron, or not proved: nobody outside is told which. */
export type PasskeyRefusal = { why: 'over' } | { why: 'unknown' } | { why: 'tooManyFromHere' }

export type AskedForPasskey = { site: Site; question: Question }

/**
 * What the 認証ページ asks a device; null: passkeys are not offered.
 * @param browser that which is asked: another one cannot answer
 */
export async function askForPasskey(
  { policy, secrets, clock }: Library,
  browser: string,
): Promise<AskedForPasskey | null> {
  const site = siteOf(policy)
  if (site === null || !offers(policy, 'passkeys')) return null
  return { site, question: await askToProve(site, drawChallenge(secrets, boundBy(browser), clock.now())) }
}

/**
 * Signs in by a passkey: its device has looked at its user, and signs what we asked this browser, once. Each try is
 * counted on the internet address before anything is compared, with the tries at passwords, and taken back when it was
 * right. It has no ladder of the card: a key is not guessed, and who guesses passwords does not lock it out. A veil
 * stays a veil.
 */
export async function signInByPasskey(
  library: Library,
  { answer, browser, address }: { answer: string; browser: string; address: string },
): Promise<Outcome<{ patronId: PatronId; isVeiled: boolean }, PasskeyRefusal>> {
  const { db, policy, secrets } = library
  const site = siteOf(policy)
  if (site === null || !offers(policy, 'passkeys')) return refused({ why: 'unknown' })
  const now = library.clock.now()
  const proved = readProved(answer)
  const tried = {
    address: keyedHash(secrets.cookieKey, 'address', `web ${address}`),
    card: keyedHash(secrets.cookieKey, 'card', `passkey ${proved?.id ?? ''}`),
    now,
    shortFrom: now.subtract({ minutes: addressWindow.shortMinutes }),
    longFrom: now.subtract({ hours: addressWindow.longHours }),
  }
  if (addressStanding('web', await countOnAddress(db, tried)) === 'blocked') return refused({ why: 'tooManyFromHere' })
  const signedIn = await prove(library, site, proved, { browser, now })
  if (signedIn.ok) await clearOnAddress(db, tried.address, tried.card)
  return signedIn
}

async function prove(
  { db, secrets }: Library,
  site: Site,
  proved: Proved | null,
  { browser, now }: { browser: string; now: Temporal.Instant },
): Promise<Outcome<{ patronId: PatronId; isVeiled: boolean }, PasskeyRefusal>> {
  const challenge = proved && challengeIn(proved)
  if (!proved || challenge === null) return refused({ why: 'unknown' })
  const standing = standingOfChallenge(secrets, challenge, boundBy(browser), now)
  if (standing !== 'ours') return refused({ why: standing === 'over' ? 'over' : 'unknown' })
  const passkey = await loadPasskey(db, proved.id, site.host)
  if (!passkey || proved.response.userHandle !== passkey.userHandle) return refused({ why: 'unknown' })
  const counter = await judgeProved(site, proved, challenge, passkey)
  if (counter === null) return refused({ why: 'unknown' })
  const { patronId } = passkey
  return transact(db, async tx => {
    if (!(await lockPatronRow(tx, patronId))) return refused({ why: 'unknown' })
    if (!(await takeChallenge(tx, challenge, now))) return refused({ why: 'over' })
    if (!(await savePasskeyUsed(tx, passkey, counter, now))) return refused({ why: 'unknown' })
    return done({ patronId, isVeiled: isUnderVeil(await loadVeil(tx, patronId), now) })
  })
}

const boundBy = (browser: string) => `signIn ${browser}`

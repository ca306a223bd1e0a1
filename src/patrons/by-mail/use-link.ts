import { randomBytes, randomInt } from 'node:crypto'
import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { offers } from '#policy.ts'
import { hashPassword } from '#secrets/hash-password.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { insertAccountChange } from '../account-change-store.ts'
import { deletePasskeysOf } from '../passkeys/passkey-store.ts'
import { loadGuessable, lockPatronRow } from '../patron-store.ts'
import { judgePassword, type PasswordRefusal, popularityMax, suggestPassword } from '../rules/password.ts'
import { forgetFailures } from '../signing-in/attempts-store.ts'
import { deleteDevicesOf, insertDevice } from '../signing-in/device-store.ts'
import { readPassword } from '../signing-in/is-right.ts'
import { addToPopularity, countOwnPasswords, saveOwn } from '../signing-in/secret-store.ts'
import { deleteSessionsOf } from '../signing-in/session-store.ts'
import { deviceHash } from '../signing-in/verify-password.ts'
import { halfOf, linkMinutes } from './link-secret.ts'
import { loadLink, saveVeil, takeLink } from './link-store.ts'

/**
 * So long after a password that came by mail nothing is shown of what somebody reads: whoever else reads that mail (a
 * family on one address, who has the telephone in hand) learns nothing, and the patron has a day to hear of it.
 */
const veilHours = 24

export type LinkRefusal = PasswordRefusal | { why: 'notTheSame' } | { why: 'over' }

/**
 * Sets a new password by a link from a mail. It opens once. As after a reset at the counter every session, every known
 * browser and every passkey ends; beside that the patron is told, and what others' eyes must not see rests for a day.
 * @returns whose it is, and the id by which this browser is known from now on
 */
export async function usePasswordLink(
  library: Library,
  secret: string,
  { wished, again }: { wished: string; again: string },
): Promise<Outcome<{ patronId: PatronId; device: string }, LinkRefusal>> {
  const { db, secrets } = library
  const now = library.clock.now()
  const link = await openLink(library, secret)
  if (link === null) return refused({ why: 'over' })
  const { patronId, half } = link
  const password = readPassword(wished)
  if (password !== readPassword(again)) return refused({ why: 'notTheSame' })
  const judged = judgePassword(password, await loadGuessable(db, patronId))
  if (!judged.ok) return judged

  const hash = await hashPassword(secrets.pepper, password)
  const device = randomBytes(16).toString('base64url')
  return transact(db, async tx => {
    await lockPatronRow(tx, patronId)
    const popularity = keyedHash(secrets.popularityKey, 'password', password)
    if (!(await addToPopularity(tx, popularity, popularityMax(await countOwnPasswords(tx)))))
      return refused({ why: 'tooCommon' })
    if (!(await takeLink(tx, half, madeAfter(now)))) return refused({ why: 'over' })
    // A try locks the failures of a card before its password: so does this.
    await forgetFailures(tx, patronId)
    await saveOwn(tx, { patronId, now, hash })
    await saveVeil(tx, patronId, now.add({ hours: veilHours }))
    await insertAccountChange(tx, { patronId, at: now, what: 'passwordByMail' })
    await deleteSessionsOf(tx, patronId)
    await deleteDevicesOf(tx, patronId)
    await deletePasskeysOf(tx, patronId)
    await insertDevice(tx, patronId, deviceHash(device), now)
    return done({ patronId, device })
  })
}

/** A password to offer on the page of a link; null: the link is over, or is none. */
export async function suggestByLink(library: Library, secret: string): Promise<string | null> {
  const link = await openLink(library, secret)
  return link && suggestPassword(await loadGuessable(library.db, link.patronId), below => randomInt(below))
}

async function openLink(library: Library, secret: string): Promise<{ patronId: PatronId; half: string } | null> {
  const half = halfOf(library.secrets, secret)
  if (half === null || !offers(library.policy, 'passwordByMail')) return null
  const patronId = await loadLink(library.db, half, madeAfter(library.clock.now()))
  return patronId && { patronId, half }
}

const madeAfter = (now: Temporal.Instant) => now.subtract({ minutes: linkMinutes })

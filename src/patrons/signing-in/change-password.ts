import { randomBytes, randomInt } from 'node:crypto'
import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { hashPassword } from '#secrets/hash-password.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { insertAccountChange } from '../account-change-store.ts'
import { loadGuessable, lockPatronRow } from '../patron-store.ts'
import {
  changesPerDayMax,
  judgePassword,
  type PasswordRefusal,
  popularityMax,
  suggestPassword,
} from '../rules/password.ts'
import { forgetFailures } from './attempts-store.ts'
import { deleteDevicesOf, insertDevice } from './device-store.ts'
import { readPassword } from './is-right.ts'
import { type ProofFrom, type ProofRefusal, provePassword } from './prove-password.ts'
import { addToPopularity, countOwnPasswords, loadPasswordState, saveOwn, takeFromPopularity } from './secret-store.ts'
import { deleteSessionsOf } from './session-store.ts'
import { deviceHash } from './verify-password.ts'

/** What stands in the three fields: 「仮パスワード」 (or the present one), 「新パスワード」 and 「確認パスワード」. */
export type PasswordChange = { current: string; wished: string; again: string }

export type ChangeRefusal =
  | PasswordRefusal
  | { why: 'notTheSame' }
  | ProofRefusal
  | { why: 'tooManyChanges'; max: number }

/**
 * パスワード変更 (M05, M08, M09): the present password is proved first, at the same counters as a login. The new one
 * becomes the 本パスワード; every session and every other browser is signed out with it. A password of one's own is changed a
 * few times a day at most; the way out of a 仮パスワード is always open.
 * @returns the id by which this browser is known from now on; null on a terminal
 */
export async function changePassword(
  library: Library,
  patronId: PatronId,
  { current, wished, again }: PasswordChange,
  from: ProofFrom,
): Promise<Outcome<{ device: string | null }, ChangeRefusal>> {
  const { db, secrets } = library
  const before = await loadPasswordState(db, patronId)
  if (!before) return refused({ why: 'currentWrong' })
  const now = library.clock.now()
  const today = dayOf(now)
  const changesBefore = before.changedOn?.equals(today) ? before.changesThatDay : 0
  if (before.kind === 'own' && changesBefore >= changesPerDayMax)
    return refused({ why: 'tooManyChanges', max: changesPerDayMax })
  const guessable = await loadGuessable(db, patronId)
  const proved = await provePassword(library, patronId, current, from)
  if (!proved.ok) return proved

  const password = readPassword(wished)
  if (password !== readPassword(again)) return refused({ why: 'notTheSame' })
  if (password === readPassword(current) && before.kind === 'own') return refused({ why: 'sameAsBefore' })
  const judged = judgePassword(password, guessable)
  if (!judged.ok) return judged

  const hash = await hashPassword(secrets.pepper, password)
  const device = from.door === 'web' ? (proved.value.device ?? randomBytes(16).toString('base64url')) : null
  return transact(db, async tx => {
    await lockPatronRow(tx, patronId)
    const state = await loadPasswordState(tx, patronId)
    // Reset at the counter, or changed in another tab, since the present one was proved.
    if (!state?.setAt.equals(before.setAt)) return refused({ why: 'currentWrong' })
    const popularity = (of: string) => keyedHash(secrets.popularityKey, 'password', of)
    if (!(await addToPopularity(tx, popularity(password), popularityMax(await countOwnPasswords(tx)))))
      return refused({ why: 'tooCommon' })
    // A try locks the failures of a card before its password: so does this.
    await forgetFailures(tx, patronId)
    if (before.kind === 'own') await takeFromPopularity(tx, popularity(readPassword(current)))
    // Nobody else has changed it since it was looked at, so the count is still that of then.
    await saveOwn(tx, { patronId, now, hash, changes: { on: today, count: changesBefore + 1 } })
    await insertAccountChange(tx, { patronId, at: now, what: 'password' })
    await deleteSessionsOf(tx, patronId)
    await deleteDevicesOf(tx, patronId)
    if (device) await insertDevice(tx, patronId, deviceHash(device), now)
    return done({ device })
  })
}

/** Whether the password of a patron is still the 仮パスワード. */
export const hasTemporaryPassword = async (library: Library, patronId: PatronId): Promise<boolean> =>
  (await loadPasswordState(library.db, patronId))?.kind === 'temporary'

/** A password to offer to a patron: four random digits that they may have. */
export async function suggestNewPassword(library: Library, patronId: PatronId): Promise<string> {
  return suggestPassword(await loadGuessable(library.db, patronId), below => randomInt(below))
}

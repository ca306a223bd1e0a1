import { createHash, timingSafeEqual } from 'node:crypto'
import type { Library } from '#library.ts'
import { hashNothing, hashPassword, isPasswordOf, wrap } from '#secrets/hash-password.ts'
import type { HashTurn } from '#secrets/hash-slots.ts'
import { loadGuessable } from '../patron-store.ts'
import { halfWidth } from '../rules/card-number.ts'
import { isWeak } from '../rules/password.ts'
import { clearOnTemporary, type PatronSecret, replaceHash } from './secret-store.ts'

export type Right = {
  isTemporary: boolean
  /** From an earlier system, and one that may not be chosen today. */
  isWeak: boolean
}

/** As it is compared and hashed: full-width characters are plain ones (M03), composed letters are one. */
export const readPassword = (typed: string): string => halfWidth(typed.slice(0, 256)).normalize('NFC')

/** 仮パスワード: the birth date as eight digits (M04). */
const temporaryPassword = (birthDate: Temporal.PlainDate): string => birthDate.toString().replaceAll('-', '')

/** Is it the password? One slow hash, whatever the answer. The try has been counted before (see verify-password.ts). */
export async function isRight(
  library: Library,
  { patronId, birthDate, password: stored }: PatronSecret,
  password: string,
  turn: HashTurn,
): Promise<Right | null> {
  const { pepper } = library.secrets
  if (stored?.kind === 'own') {
    const asHashed = stored.wrapped ? await wrap(stored.wrapped, password) : password
    if (!(await isPasswordOf(pepper, stored.hash, asHashed, turn))) return null
    // The first sign-in gives a hash of the earlier system up for our own (M06).
    if (stored.wrapped) await replaceHash(library.db, patronId, stored.hash, await hashPassword(pepper, password, turn))
    return { isTemporary: false, isWeak: isWeak(password, await loadGuessable(library.db, patronId)) }
  }
  await hashNothing(pepper, turn)
  if (stored === null || !isSame(password, temporaryPassword(birthDate))) return null
  await clearOnTemporary(library.db, patronId)
  return { isTemporary: true, isWeak: true }
}

export const isBirthDate = ({ birthDate }: PatronSecret, typed: string): boolean =>
  isSame(halfWidth(typed).replace(/[-/.年月日\s]/g, ''), temporaryPassword(birthDate))

function isSame(given: string, right: string): boolean {
  const [one, other] = [given, right].map(text => createHash('sha256').update(text).digest())
  return timingSafeEqual(one!, other!)
}

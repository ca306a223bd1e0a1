import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { hashPassword } from '#secrets/hash-password.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { readCardNumber } from '../rules/card-number.ts'
import { readEarlierPassword } from '../rules/wrapped-hash.ts'
import { readPassword } from './is-right.ts'
import { addToPopularity, loadSecret, saveOwn } from './secret-store.ts'

export type ImportRefusal = { why: 'unknownCard' } | { why: 'unknownHash' }

/**
 * 引継ぎ: who has a password in an earlier system keeps it (M06). A plain one is hashed here and now, whatever it is; a
 * hash of the earlier system is wrapped in ours, and gives way to our own at the first sign-in.
 * @param column as in the import file: see rules/wrapped-hash.ts
 */
export async function importPassword(
  library: Library,
  typedCardNumber: string,
  column: string,
): Promise<Outcome<null, ImportRefusal>> {
  const { db, secrets } = library
  const earlier = readEarlierPassword(column)
  if (!earlier) return refused({ why: 'unknownHash' })
  const cardNumber = readCardNumber(typedCardNumber)
  const secret = cardNumber === null ? null : await loadSecret(db, cardNumber)
  if (!secret) return refused({ why: 'unknownCard' })
  const plain = 'plain' in earlier ? readPassword(earlier.plain) : null
  const hash = await hashPassword(secrets.pepper, plain ?? ('hash' in earlier ? earlier.hash : ''))
  const wrapped = 'hash' in earlier ? earlier.wrapped : null
  await transact(db, async tx => {
    await saveOwn(tx, { patronId: secret.patronId, now: library.clock.now(), hash, wrapped })
    // Counted, though it was never judged: so that fewer choose the same.
    if (plain) await addToPopularity(tx, keyedHash(secrets.popularityKey, 'password', plain), 1_000_000_000)
  })
  return done(null)
}

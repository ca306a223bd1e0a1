import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { offers } from '#policy.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { addressStanding, addressWindow } from '../rules/attempts.ts'
import { readCardNumber } from '../rules/card-number.ts'
import { countOnAddress } from '../signing-in/try-store.ts'
import type { Attempt } from '../signing-in/verify-password.ts'
import { drawHalf } from './link-secret.ts'
import { deleteOldLinks, insertLink } from './link-store.ts'

/**
 * パスワードを忘れたとき: sends a link to the registered address of a card, where the library offers that. Who asks types both,
 * and is told the same whether they belong together or not. Each time is counted on the address it comes from, as a try
 * at a password is, and stays counted: so nobody learns by the counter either. The mail is written later, by whoever
 * sends the others.
 */
export async function askForLink(
  library: Library,
  asked: { cardNumber: string; mail: string } & Pick<Attempt, 'door' | 'address'>,
): Promise<Outcome<null, { why: 'notOffered' } | { why: 'tooManyFromHere' }>> {
  const { policy, secrets } = library
  if (!offers(policy, 'passwordByMail')) return refused({ why: 'notOffered' })
  const now = library.clock.now()
  const cardNumber = readCardNumber(asked.cardNumber) ?? ''
  const counted = {
    address: keyedHash(secrets.cookieKey, 'address', `${asked.door} ${asked.address}`),
    card: keyedHash(secrets.cookieKey, 'card', cardNumber),
    now,
    shortFrom: now.subtract({ minutes: addressWindow.shortMinutes }),
    longFrom: now.subtract({ hours: addressWindow.longHours }),
  }
  return transact(library.db, async tx => {
    const count = await countOnAddress(tx, counted)
    if (addressStanding(asked.door, count) === 'blocked') return refused({ why: 'tooManyFromHere' })
    await deleteOldLinks(tx, now.subtract({ hours: 48 }))
    const mail = asked.mail.normalize('NFKC').trim()
    await insertLink(tx, { cardNumber, mail, half: drawHalf(), now, today: dayOf(now) })
    return done(null)
  })
}

import { randomInt } from 'node:crypto'
import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { offers } from '#policy.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { termsVersion } from '../agreement/terms.ts'
import {
  judgePreRegistration,
  type PreRegistration,
  type PreRegistrationFault,
  perAddressMax,
  waitingMax,
} from '../rules/pre-registration.ts'
import { countPreRegistrations, insertPreRegistration, isKnownPreRegistration } from './pre-registration-store.ts'

export type PreRegisterRefusal =
  | { why: 'notOffered' }
  | { why: 'wrong'; faults: PreRegistrationFault[] }
  | { why: 'tooManyFromHere' }
  /** So many wait that somebody must be sending them on purpose. */
  | { why: 'tooMany' }

/** As it is typed: what is no day is null. */
type PreRegistrationWish = Omit<PreRegistration, 'birthDate'> & { birthDate: Temporal.PlainDate | null }

/** Everything that is wrong with what was typed, for whoever cannot take it for a reason of their own too. */
export const preRegistrationFaults = ({ clock, policy }: Library, wish: PreRegistrationWish): PreRegistrationFault[] =>
  judgePreRegistration(wish, dayOf(clock.now()), termsVersion(policy))

/**
 * 利用登録の申し込み: somebody without a card begins at home what is finished at the counter. Nothing of the register is looked
 * at, so nobody learns who is registered. Sent twice with the same id it is one.
 * @param address the internet address it comes from, of which a keyed hash is kept
 */
export async function preRegister(
  library: Library,
  wish: PreRegistrationWish,
  address: string,
): Promise<Outcome<null, PreRegisterRefusal>> {
  if (!offers(library.policy, 'preRegistration')) return refused({ why: 'notOffered' })
  const at = library.clock.now()
  const terms = termsVersion(library.policy)
  const faults = preRegistrationFaults(library, wish)
  const { birthDate } = wish
  if (faults.length > 0 || birthDate === null) return refused({ why: 'wrong', faults })
  const fromAddress = keyedHash(library.secrets.cookieKey, 'pre-registration', address)
  return transact(library.db, async tx => {
    if (await isKnownPreRegistration(tx, wish.id)) return done(null)
    const { waiting, fromHere } = await countPreRegistrations(tx, fromAddress, at.subtract({ hours: 24 }))
    if (waiting >= waitingMax) return refused({ why: 'tooMany' })
    if (fromHere >= perAddressMax) return refused({ why: 'tooManyFromHere' })
    const made = (number: string) => ({ number, at, fromAddress })
    for (let tries = 0; tries < 20; tries++) {
      const number = `${randomInt(1_000_000)}`.padStart(6, '0')
      if (await insertPreRegistration(tx, { ...wish, birthDate, agreedTo: terms }, made(number))) return done(null)
      // Pressed twice in one moment, it is the other one that has been kept.
      if (await isKnownPreRegistration(tx, wish.id)) return done(null)
    }
    return refused({ why: 'tooMany' })
  })
}

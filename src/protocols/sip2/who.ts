import type { PatronId } from '#ids.ts'
import { findByCard } from '#patrons/show-patron.ts'
import { type Verified, verifyPassword } from '#patrons/signing-in/verify-password.ts'
import { isKeyedHash, keyedHash } from '#secrets/secrets.ts'
import type { Text } from '#text/text.ts'
import { type AnyMessage, fieldOf } from './rules/message.ts'
import type { Asked, PatronHere } from './talk.ts'

/** Whom a message speaks for. */
export type Who =
  /** `proven`: the password was given and right; null: none was asked for. */
  | { is: 'patron'; patronId: PatronId; proven: true | null }
  /** No password was given where one is asked for: nothing is told, not even whether there is such a card. */
  | { is: 'notProven'; words: string }
  | { is: 'refused'; words: string; validCard: boolean }

/**
 * The patron of a message, by card (AA) and password (AD). Passwords are checked by `verifyPassword` alone, which
 * counts them; the one that was right a moment ago at this machine is known again for as long as a terminal would wait,
 * so that a visit with five books costs one slow hash. With the end of the session (35), another card, or that time it
 * is forgotten.
 */
export async function whoAsks(
  asked: Pick<Asked<'63'>, 'talk' | 'machine' | 'words'> & { message: Pick<AnyMessage, 'fields'> },
): Promise<Who> {
  const { talk, machine, message, words } = asked
  const cardNumber = fieldOf(message, 'AA') ?? ''
  const password = fieldOf(message, 'AD')
  const here = patronHere(asked, cardNumber)
  if (here && (password === null || isProof(asked, here, password))) {
    talk.patron = { ...here, until: visitEnds(asked) }
    return { is: 'patron', patronId: here.patronId, proven: here.proof === null ? null : true }
  }
  if (password === null) {
    if (machine.asksPassword) return { is: 'notProven', words: words.signIn.passwordNeeded }
    const owner = await findByCard(talk.library, cardNumber)
    if (owner.is !== 'patron') return { is: 'refused', words: words.signIn.refused, validCard: false }
    return { is: 'patron', patronId: owner.patronId, proven: null }
  }
  talk.patron = null
  const verified = await verifyPassword(talk.library, { door: 'sip2', cardNumber, password, address: machine.name })
  if (verified.is !== 'patron') return refusedWho(words, verified)
  // A 仮パスワード is for nothing but setting one's own.
  if (verified.mustChangePassword) return { is: 'refused', words: words.signIn.temporary, validCard: true }
  const { patronId } = verified
  talk.patron = { cardNumber, patronId, proof: proofOf(asked, cardNumber, password), until: visitEnds(asked) }
  return { is: 'patron', patronId, proven: true }
}

type Here = Pick<Asked<'63'>, 'talk' | 'machine'>

function patronHere({ talk }: Here, cardNumber: string): PatronHere | null {
  const { patron } = talk
  if (patron?.cardNumber !== cardNumber) return null
  return Temporal.Instant.compare(talk.library.clock.now(), patron.until) < 0 ? patron : null
}

const visitEnds = ({ talk }: Here) =>
  talk.library.clock.now().add({ minutes: talk.library.policy.passwords.terminalIdleMinutes })

const visitPurpose = 'sip2 visit'
const proofOf = ({ talk }: Here, cardNumber: string, password: string) =>
  keyedHash(talk.library.secrets.cookieKey, visitPurpose, `${cardNumber}\0${password}`)

const isProof = ({ talk }: Here, here: PatronHere, password: string) =>
  here.proof !== null &&
  isKeyedHash(here.proof, talk.library.secrets.cookieKey, visitPurpose, `${here.cardNumber}\0${password}`)

function refusedWho(words: Text['machines'], verified: Exclude<Verified, { is: 'patron' }>): Who {
  const no = words.signIn
  switch (verified.is) {
    case 'refused':
    case 'birthDateNeeded':
      return { is: 'refused', words: no.refused, validCard: false }
    case 'merged':
      return { is: 'refused', words: no.merged, validCard: false }
    case 'veiled':
      return { is: 'refused', words: no.veiled, validCard: true }
    case 'tooManyFromHere':
    case 'busy':
      return { is: 'refused', words: no.later, validCard: false }
    default:
      return verified satisfies never
  }
}

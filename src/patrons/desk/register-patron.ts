import { transact } from '#database/database.ts'
import type { PatronId, PreRegistrationId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { Policy } from '#policy.ts'
import { cardYears } from '#settings/rules/rule-table.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { loadAgreementAtHome, saveAgreement } from '../agreement/agreement-store.ts'
import { agreementNow } from '../agreement/terms.ts'
import { type FoundPatron, findSamePerson, workOutKeys } from '../finding/find-store.ts'
import { insertCard, insertPatron } from '../patron-store.ts'
import { deletePreRegistration } from '../pre-registration/pre-registration-store.ts'
import { readCardNumber } from '../rules/card-number.ts'
import { asRead, type DetailsRefusal, judgeDetails, type PatronDetails } from '../rules/patron.ts'
import { saveTemporary } from '../signing-in/secret-store.ts'

export type RegisterRefusal =
  | DetailsRefusal
  | { why: 'notACardNumber' }
  | { why: 'cardTaken' }
  | { why: 'registeredAlready'; as: FoundPatron[] }

/** What the desk says beside the details of the person. */
type HowRegistered = {
  anotherPerson?: boolean
  /** The 利用登録の申し込み of this person, which has ended with it. */
  finishes?: PreRegistrationId | null
  /** Whether they agree to the 利用規約 at the counter. */
  agrees?: boolean
}

/**
 * 利用者登録: a person with a card, and the birth date as 仮パスワード (M04). Who has the birth date and the name, or the
 * reading, of somebody registered is refused with their cards, unless staff say that it is another person.
 * Whoever agreed to the 利用規約 at home or agrees now has that kept; who has not is registered all the same.
 */
export async function registerPatron(
  library: Library,
  staff: { login: string },
  details: PatronDetails & { cardNumber: string },
  { anotherPerson = false, finishes = null, agrees = false }: HowRegistered = {},
): Promise<Outcome<{ patronId: PatronId; cardNumber: string }, RegisterRefusal>> {
  const now = library.clock.now()
  const today = dayOf(now)
  const number = readCardNumber(details.cardNumber)
  if (number === null) return refused({ why: 'notACardNumber' })
  const wrong = judgeDetails(details, today, library.policy.patronCategories)
  if (wrong) return refused(wrong)
  if (!anotherPerson) await workOutKeys(library.db)
  return transact(library.db, async tx => {
    const as = anotherPerson ? [] : await findSamePerson(tx, details, samePersonMax)
    if (as.length > 0) {
      const detail = { seen: as.map(patron => patron.patronId) }
      await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'findPatrons', patronId: null, detail })
      return refused({ why: 'registeredAlready', as } as const)
    }
    const expiresOn = today.add({ years: cardYears(library.policy, details.category) })
    const patronId = await insertPatron(tx, { ...asRead(details), expiresOn, now })
    if (!(await insertCard(tx, { number, patronId, issuedOn: today }))) throw new CardTaken()
    await saveTemporary(tx, { patronId, now, until: temporaryUntil(library.policy, now) })
    const atHome = finishes === null ? null : await loadAgreementAtHome(tx, finishes)
    const agreement = agreementNow(library.policy, agrees, now) ?? atHome
    if (agreement) await saveAgreement(tx, patronId, agreement)
    if (finishes !== null) await deletePreRegistration(tx, finishes)
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'registerPatron', patronId })
    return done({ patronId, cardNumber: number })
  }).catch(error => {
    if (error instanceof CardTaken) return refused({ why: 'cardTaken' } as const)
    throw error
  })
}

/** More namesakes born on one day than a page can show are one too many to tell apart. */
const samePersonMax = 20

/** Until when a 仮パスワード given now is taken. */
export const temporaryUntil = ({ passwords }: Policy, now: Temporal.Instant): Temporal.Instant =>
  passwords.temporaryDays === 0 ? now.add({ hours: 24 * 365_000 }) : now.add({ hours: 24 * passwords.temporaryDays })

/** Takes the patron that was just inserted back. */
class CardTaken extends Error {}

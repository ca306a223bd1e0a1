import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import type { Policy } from '#policy.ts'
import { cardYears } from '#settings/rules/rule-table.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { insertCard, insertPatron } from './patron-store.ts'
import { readCardNumber } from './rules/card-number.ts'
import { asRead, type DetailsRefusal, judgeDetails, type PatronDetails } from './rules/patron.ts'
import { saveTemporary } from './signing-in/secret-store.ts'

export type RegisterRefusal = DetailsRefusal | { why: 'notACardNumber' } | { why: 'cardTaken' }

/** 利用者登録: a person with a card, and the birth date as 仮パスワード (M04). */
export async function registerPatron(
  library: Library,
  staff: { login: string },
  details: PatronDetails & { cardNumber: string },
): Promise<Outcome<{ patronId: number; cardNumber: string }, RegisterRefusal>> {
  const now = library.clock.now()
  const today = dayOf(now)
  const number = readCardNumber(details.cardNumber)
  if (number === null) return refused({ why: 'notACardNumber' })
  const wrong = judgeDetails(details, today, library.policy.patronCategories)
  if (wrong) return refused(wrong)
  return transact(library.db, async tx => {
    const expiresOn = today.add({ years: cardYears(library.policy, details.category) })
    const patronId = await insertPatron(tx, { ...asRead(details), expiresOn, now })
    if (!(await insertCard(tx, { number, patronId, issuedOn: today }))) throw new CardTaken()
    await saveTemporary(tx, { patronId, now, until: temporaryUntil(library.policy, now) })
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'registerPatron', patronId })
    return done({ patronId, cardNumber: number })
  }).catch(error => {
    if (error instanceof CardTaken) return refused({ why: 'cardTaken' } as const)
    throw error
  })
}

/** Until when a 仮パスワード given now is taken. */
export const temporaryUntil = ({ passwords }: Policy, now: Temporal.Instant): Temporal.Instant =>
  passwords.temporaryDays === 0 ? now.add({ hours: 24 * 365_000 }) : now.add({ hours: 24 * passwords.temporaryDays })

/** Takes the patron that was just inserted back. */
class CardTaken extends Error {}

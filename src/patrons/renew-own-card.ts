import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { cardYears } from '#settings/rules/rule-table.ts'
import { type AllReasons, allReasons, done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { insertAccountChange } from './account-change-store.ts'
import { setExpiry } from './patron-store.ts'
import { judgeRenewal, type RenewCardRefusal } from './rules/renew-card.ts'
import { loadStanding, lockPatron } from './standing-store.ts'

/**
 * 有効期限の更新 by the patron, where the library allows it: as many years as the card had, from its last day while that is to
 * come, else from today. Pressed twice it is done once: the second time it is too early.
 * @param isConfirmed whether the patron says that address and telephone are still right
 * @returns the new last day
 */
export async function renewOwnCard(
  library: Library,
  signedInAs: PatronId,
  isConfirmed: boolean,
): Promise<Outcome<Temporal.PlainDate, AllReasons<RenewCardRefusal>>> {
  const { policy } = library
  const now = library.clock.now()
  const today = dayOf(now)
  return transact(library.db, async tx => {
    const patronId = (await lockPatron(tx, signedInAs)) ?? signedInAs
    const { standing } = await loadStanding(tx, patronId, today)
    const refusal = allReasons(judgeRenewal(policy, standing, isConfirmed, today))
    if (refusal) return refused(refusal)
    const isToCome = Temporal.PlainDate.compare(standing.expiresOn, today) > 0
    const begins = isToCome ? standing.expiresOn : today
    const expiresOn = begins.add({ years: cardYears(policy, standing.category) })
    await setExpiry(tx, patronId, expiresOn)
    await insertAccountChange(tx, { patronId, at: now, what: 'cardRenewed' })
    return done(expiresOn)
  })
}

/** How the card of a patron stands: its last day, and what is against renewing it (but the tick that is asked for). */
export async function myCardRenewal(
  library: Library,
  patronId: PatronId,
): Promise<{ expiresOn: Temporal.PlainDate; refusals: RenewCardRefusal[] }> {
  const today = dayOf(library.clock.now())
  const { standing } = await loadStanding(library.db, patronId, today)
  return { expiresOn: standing.expiresOn, refusals: judgeRenewal(library.policy, standing, true, today) }
}

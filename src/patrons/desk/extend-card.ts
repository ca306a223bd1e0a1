import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { cardYears } from '#settings/rules/rule-table.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { dayOf } from '#time/clock.ts'
import { setExpiry } from '../patron-store.ts'
import { loadStanding } from '../standing-store.ts'

/**
 * 有効期限の更新: the card is good for as many years from today as the library says for the category.
 * @returns the last day
 */
export async function extendCard(
  library: Library,
  staff: { login: string },
  patronId: PatronId,
): Promise<Temporal.PlainDate> {
  const now = library.clock.now()
  const today = dayOf(now)
  return transact(library.db, async tx => {
    const { standing } = await loadStanding(tx, patronId, today)
    const expiresOn = today.add({ years: cardYears(library.policy, standing.category) })
    await setExpiry(tx, patronId, expiresOn)
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'extendCard', patronId })
    return expiresOn
  })
}

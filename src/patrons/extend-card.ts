import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { dayOf } from '#time/clock.ts'
import { setExpiry } from './patron-store.ts'

/** 有効期限の更新: the card is good for the library's number of years from today. @returns the last day */
export async function extendCard(
  library: Library,
  staff: { login: string },
  patronId: number,
): Promise<Temporal.PlainDate> {
  const now = library.clock.now()
  const expiresOn = dayOf(now).add({ years: library.policy.cards.validYears })
  await transact(library.db, async tx => {
    await setExpiry(tx, patronId, expiresOn)
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'extendCard', patronId })
  })
  return expiresOn
}

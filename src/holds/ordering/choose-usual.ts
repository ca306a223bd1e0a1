import { isAmong } from '#branches/pickup-locations.ts'
import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { lockPatronRow } from '#patrons/patron-store.ts'
import { isPatron } from '#patrons/show-patron.ts'
import { saveUsualChoice, type UsualChoice } from '#patrons/usual-choice/usual-choice-store.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import type { Contact } from '../rules/hold.ts'
import { myChoices } from './my-choices.ts'

export type { UsualChoice }
export type UsualRefusal = 'pickup' | 'contact'

/**
 * Lays down with what the order form of a patron begins from now on. A place that is none today, or a contact for which
 * nothing is registered, is refused, both at once.
 * @param usual null: as the last time
 * @param by the staff who do it for the patron; null: the patron
 */
export async function chooseUsual(
  library: Library,
  patronId: PatronId,
  usual: { pickup: UsualChoice['pickup'] | null; contact: Contact | null } | null,
  by: { login: string } | null = null,
): Promise<Outcome<null, { whys: UsualRefusal[] } | { why: 'unknownPatron' }>> {
  if (!(await isPatron(library, patronId))) return refused({ why: 'unknownPatron' })
  const { places, contacts } = await myChoices(library, patronId)
  return transact(
    library.db,
    async (tx): Promise<Outcome<null, { whys: UsualRefusal[] } | { why: 'unknownPatron' }>> => {
      if (!(await lockPatronRow(tx, patronId))) return refused({ why: 'unknownPatron' })
      const chosen = usual && whole(usual)
      if (usual) {
        const isPlace = usual.pickup !== null && isAmong(places, usual.pickup)
        const isOffered = usual.contact !== null && contacts.offered.includes(usual.contact)
        const whys: UsualRefusal[] = [
          ...(isPlace ? [] : ['pickup' as const]),
          ...(isOffered ? [] : ['contact' as const]),
        ]
        if (whys.length > 0) return refused({ whys })
      }
      await saveUsualChoice(tx, patronId, chosen)
      if (by) await writeAudit(tx, { at: library.clock.now(), staffLogin: by.login, did: 'chooseUsual', patronId })
      return done(null)
    },
  )
}

const whole = ({ pickup, contact }: { pickup: UsualChoice['pickup'] | null; contact: Contact | null }) =>
  pickup && contact ? { pickup, contact } : null

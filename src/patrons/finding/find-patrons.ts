import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { readCardNumber } from '../rules/card-number.ts'
import { readWanted } from '../rules/wanted-patron.ts'
import { findPatronByCard } from '../standing-store.ts'
import { type FoundPatron, searchPatrons, workOutKeys } from './find-store.ts'

export type { FoundPatron }

/**
 * 利用者をさがす at the counter: by the number of a card (also of a retired one), a part of the name, the beginning of the
 * reading, a telephone number or its end, the birth date, mail, address; see `readWanted`. The audit trail keeps whom
 * the staff saw.
 */
export async function findPatrons(
  library: Library,
  staff: { login: string },
  typed: string,
): Promise<{ patrons: FoundPatron[]; more: boolean }> {
  const wanted = readWanted(typed)
  if (wanted.length === 0) return { patrons: [], more: false }
  await workOutKeys(library.db)
  return transact(library.db, async tx => {
    const found = await searchPatrons(tx, wanted, listMax + 1)
    const patrons = found.slice(0, listMax)
    const detail = { seen: patrons.map(patron => patron.patronId) }
    const at = library.clock.now()
    await writeAudit(tx, { at, staffLogin: staff.login, did: 'findPatrons', patronId: null, detail })
    return { patrons, more: found.length > listMax }
  })
}

const listMax = 50

/** The patron who has this card; null: nobody, or it is not the number of a card. */
export async function findPatronOfCard({ db }: Library, typed: string): Promise<PatronId | null> {
  const number = readCardNumber(typed)
  return number === null ? null : await findPatronByCard(db, number)
}

import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { type FoundPatron, searchPatrons } from './patron-store.ts'
import { halfWidth, readCardNumber } from './rules/card-number.ts'
import { findPatronByCard } from './standing-store.ts'

export type { FoundPatron }

/**
 * 利用者をさがす at the counter: by the number of a card (also of a retired one), by a part of the name or the beginning
 * of the reading, in kana of either kind. The audit trail keeps whom the staff saw.
 */
export async function findPatrons(
  library: Library,
  staff: { login: string },
  typed: string,
): Promise<{ patrons: FoundPatron[]; more: boolean }> {
  const name = katakana(halfWidth(typed.normalize('NFKC')).replace(/\s/g, ''))
  const cardNumber = /\d/.test(name) ? readCardNumber(typed) : null
  if (name === '') return { patrons: [], more: false }
  return transact(library.db, async tx => {
    const found = await searchPatrons(tx, { cardNumber, name: cardNumber === null ? name : '' }, listMax + 1)
    const patrons = found.slice(0, listMax)
    const detail = { seen: patrons.map(patron => patron.patronId) }
    const at = library.clock.now()
    await writeAudit(tx, { at, staffLogin: staff.login, did: 'findPatrons', patronId: null, detail })
    return { patrons, more: found.length > listMax }
  })
}

const listMax = 50

/** Readings are kept in katakana. */
const katakana = (text: string) => text.replace(/[ぁ-ゖ]/g, kana => String.fromCharCode(kana.charCodeAt(0) + 0x60))

/** The patron who has this card; null: nobody, or it is not the number of a card. */
export async function findPatronOfCard({ db }: Library, typed: string): Promise<number | null> {
  const number = readCardNumber(typed)
  return number === null ? null : await findPatronByCard(db, number)
}

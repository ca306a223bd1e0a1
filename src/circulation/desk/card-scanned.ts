import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { findByCard } from '#patrons/show-patron.ts'
import { findCopy } from '../lists/show-item.ts'
import { readBarcode } from '../rules/barcode.ts'
import { kindOfCode } from '../rules/code-form.ts'

/** A card that was scanned for a copy: whose, given out anew since, or with the form alone of a card. */
export type ScannedCard = Awaited<ReturnType<typeof findByCard>>

/**
 * Whether a code that was scanned for a copy's is a card's. Where the forms do not tell, somebody's card that is no
 * copy is a card. For staff alone: the answer tells whether there is a card with this number.
 * @returns null when it may be a copy's
 */
export async function cardScanned(library: Library, typed: string): Promise<ScannedCard | null> {
  const kind = kindOfCode(library.policy, typed)
  if (kind === 'item' || kind === 'neither') return null
  const card = await findByCard(library, typed)
  if (kind === 'card') return card
  return card.is !== 'unknown' && (await findCopy(library, readBarcode(typed))) === null ? card : null
}

/**
 * The same for a screen that anybody may try numbers at: told by the form, or because it is the card of who stands
 * there. Whether a number is somebody else's card is not told.
 * @param patronId who is signed in; null: nobody
 */
export async function isCardAtMachine(library: Library, typed: string, patronId: PatronId | null): Promise<boolean> {
  const card = await cardScanned(library, typed)
  if (card === null) return false
  return kindOfCode(library.policy, typed) === 'card' || (card.is === 'patron' && card.patronId === patronId)
}

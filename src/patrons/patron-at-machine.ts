import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { dayOf } from '#time/clock.ts'
import { loadPatronView } from './desk/desk-store.ts'
import { blockOf } from './rules/block.ts'
import type { Category } from './rules/patron.ts'
import { loadStanding } from './standing-store.ts'

/** A patron as a machine in a public room may know them: whether something stands against them, never what. */
export type PatronAtMachine = {
  patronId: PatronId
  cardNumber: string | null
  name: string
  category: Category
  blocked: boolean
}

/** Null when there is no such patron. */
export async function patronAtMachine(library: Library, patronId: PatronId): Promise<PatronAtMachine | null> {
  const today = dayOf(library.clock.now())
  const patron = await loadPatronView(library.db, patronId)
  if (!patron) return null
  const { standing } = await loadStanding(library.db, patronId, today)
  const { cardNumber, name, category } = patron
  return { patronId, cardNumber, name, category, blocked: blockOf(standing, today, library.policy) !== null }
}

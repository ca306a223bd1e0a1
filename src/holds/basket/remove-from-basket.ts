import type { BibId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { deleteBasketLines } from './basket-store.ts'

/** Takes titles out of the basket (M19); what is not in it is out already. */
export async function removeFromBasket(library: Library, patronId: PatronId, bibIds: BibId[]): Promise<void> {
  await deleteBasketLines(library.db, patronId, bibIds)
}

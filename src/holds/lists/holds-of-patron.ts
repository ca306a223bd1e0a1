import { deskOf } from '#acting.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { StaffHold } from './holds-of-bib.ts'
import { listHolds } from './list-store.ts'
import { shelfOf, toMyHold } from './my-holds.ts'

/** The open holds of a patron for the counter, in the order in which they were placed. */
export async function holdsOfPatron(library: Library, patronId: PatronId): Promise<StaffHold[]> {
  const desk = deskOf(library, { is: 'system' })
  const listed = await listHolds(library.db, desk, { patronId, closedSince: desk.now }, 1000)
  const shelf = await shelfOf(library.db, desk, listed)
  return listed
    .filter(one => one.hold.state.is !== 'closed')
    .map(one => ({
      ...toMyHold(desk, one, shelf),
      patronId: one.hold.patronId,
      cardLast4: one.cardLast4,
      barcode: one.barcode,
    }))
    .sort((a, b) => a.id - b.id)
}

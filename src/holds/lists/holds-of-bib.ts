import { type Desk, deskOf } from '#acting.ts'
import type { BibId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { countHoldsOfBib, type ListedHold, listHolds } from './list-store.ts'
import { type MyHold, shelfOf, toMyHold } from './my-holds.ts'

/** A hold as the counter sees it. */
export type StaffHold = MyHold & { patronId: PatronId | null; cardLast4: string | null; barcode: string | null }

/** The queue of a bib for the counter: captured ones and those that wait, in the order of their places. */
export async function holdsOfBib(library: Library, bibId: BibId): Promise<StaffHold[]> {
  return queuePart(library, bibId, 500, 0)
}

export const queuePageSize = 50

/** One page of that queue, and how long the whole is. A page beyond the end is empty. */
export async function queuePage(
  library: Library,
  bibId: BibId,
  page: number,
): Promise<{ holds: StaffHold[]; total: number; pages: number }> {
  const holds = await queuePart(library, bibId, queuePageSize, (page - 1) * queuePageSize)
  const total = await countHoldsOfBib(library.db, bibId)
  return { holds, total, pages: Math.ceil(total / queuePageSize) }
}

async function queuePart(library: Library, bibId: BibId, limit: number, offset: number): Promise<StaffHold[]> {
  const desk = deskOf(library, { is: 'system' })
  const listed = await listHolds(library.db, desk, { bibId }, limit, offset)
  return toStaffHolds(library, desk, listed)
}

/** Listed holds as staff see them. */
export async function toStaffHolds(library: Library, desk: Desk, listed: readonly ListedHold[]): Promise<StaffHold[]> {
  const shelf = await shelfOf(library.db, desk, listed)
  return listed.map(one => ({
    ...toMyHold(desk, one, shelf),
    patronId: one.hold.patronId,
    cardLast4: one.cardLast4,
    barcode: one.barcode,
  }))
}

import { deskOf } from '#circulation/desk.ts'
import type { Library } from '#library.ts'
import { listHolds } from './list-store.ts'
import { type MyHold, toMyHold } from './my-holds.ts'

/** A hold as the counter sees it. */
export type StaffHold = MyHold & { patronId: number | null; cardLast4: string | null; barcode: string | null }

/** The queue of a bib for the counter: captured ones and those that wait, in the order of their places. */
export async function holdsOfBib(library: Library, bibId: number): Promise<StaffHold[]> {
  const desk = deskOf(library, { is: 'system' })
  const listed = await listHolds(library.db, desk, { bibId }, 500)
  return listed.map(one => ({
    ...toMyHold(desk, one),
    patronId: one.hold.patronId,
    cardLast4: one.cardLast4,
    barcode: one.barcode,
  }))
}

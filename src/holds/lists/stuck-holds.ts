import { deskOf } from '#acting.ts'
import type { Library } from '#library.ts'
import { findStuck } from '../queue/stuck-store.ts'
import { type StaffHold, toStaffHolds } from './holds-of-bib.ts'
import { listHolds } from './list-store.ts'

/** More than any desk goes through at once. */
export const stuckMax = 500

/** 止まっている予約: open holds that nobody can serve as they are, with the reason; those that joined first on top. */
export async function stuckHolds(library: Library, limit = stuckMax): Promise<StaffHold[]> {
  const desk = deskOf(library, { is: 'system' })
  const holdIds = await findStuck(library.db, desk.today, limit)
  return toStaffHolds(library, desk, await listHolds(library.db, desk, { holdIds }, limit))
}

/** How many there are, up to a limit. */
export async function countStuck(library: Library, limit = 10_000): Promise<number> {
  return (await findStuck(library.db, deskOf(library, { is: 'system' }).today, limit)).length
}

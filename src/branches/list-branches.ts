import type { Library } from '#library.ts'
import { dayOf } from '#time/clock.ts'
import { type Branch, loadBranches } from './branch-store.ts'

export type { Branch }

/** The branches at which staff stand and to which books are sent, in the order of the lists. */
export const listBranches = (library: Pick<Library, 'db' | 'clock'>): Promise<Branch[]> =>
  loadBranches(library.db, dayOf(library.clock.now()))

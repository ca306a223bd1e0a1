import type { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { dayOf } from '#time/clock.ts'
import { loadNextVan } from './van-store.ts'

/** 次の便: the next day, from today on, on which the van fetches what is to be sent from a branch; null: none is known. */
export const nextVan = (library: Library, branchId: BranchId): Promise<Temporal.PlainDate | null> =>
  loadNextVan(library.db, branchId, dayOf(library.clock.now()))

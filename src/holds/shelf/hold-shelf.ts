import { type Desk, deskOf } from '#acting.ts'
import type { Database } from '#database/database.ts'
import type { BranchId, StopId } from '#ids.ts'
import type { Library } from '#library.ts'
import { shelfAsTold } from './shelf-as-told.ts'
import { loadShelf, type ShelfLine } from './shelf-store.ts'

export type { ShelfLine }

/** So many lines a list of the hold shelf, of its errands or of what is on its way has. */
export const shelfListMax = 1_000

/**
 * 予約棚: what stands on the hold shelf of a branch; the ones past their last day first, kept members of sets last (M29,
 * M37).
 */
export async function holdShelf(library: Library, branchId: BranchId, limit = shelfListMax): Promise<ShelfLine[]> {
  return shelfLines(library.db, deskOf(library, { is: 'system' }), { branchId }, limit)
}

/**
 * The lines of a branch or a stop, each with the day that may be relied on: nobody sees that of a patron who is never
 * reached.
 */
export async function shelfLines(
  db: Database,
  desk: Desk,
  where: { branchId: BranchId; stopId?: StopId },
  limit: number,
): Promise<ShelfLine[]> {
  const lines = await loadShelf(db, where, desk.today, limit)
  const untold = lines.filter(line => !line.isTold && !line.expired && line.pickUpBy)
  const shelf = await shelfAsTold(
    db,
    desk,
    untold.map(line => line.holdId),
  )
  return lines.map(line => ({ ...line, pickUpBy: shelf.get(line.holdId)?.until ?? line.pickUpBy }))
}

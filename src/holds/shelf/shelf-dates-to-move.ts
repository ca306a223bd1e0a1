import type { Desk } from '#acting.ts'
import type { Tx } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import { findReadyDates } from '../night/due-hold-store.ts'
import { loadShelfFacts } from '../queue/queue-store.ts'
import { deriveShelf } from '../rules/shelf.ts'

/**
 * How many last days on the hold shelf of a branch and its stops `moveShelfDates` would move, by the calendar as it
 * stands in this transaction and the policy of the desk.
 */
export async function shelfDatesToMove(tx: Tx, desk: Desk, branchId: BranchId): Promise<number> {
  const ready = await findReadyDates(tx, branchId)
  if (ready.length === 0) return 0
  const holdIds = ready.map(({ id }) => id)
  const facts = await loadShelfFacts(tx, desk, holdIds, null)
  return ready.filter(({ id, pickUpBy }) => {
    const known = facts.get(id)!
    return !deriveShelf(desk.policy, known, known.calendar).pickUpBy.equals(pickUpBy)
  }).length
}

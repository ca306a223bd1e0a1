import type { Desk } from '#acting.ts'
import type { Tx } from '#database/database.ts'
import { lockHolds } from '../hold-locks-store.ts'
import { readyUntold } from '../moving-store.ts'
import { loadShelfFacts } from './queue-store.ts'
import { tellReady } from './tell-ready.ts'

/**
 * Notices do not move with a library. Whose book stood ready and who was not told of it in the earlier one, is told
 * here: nothing else would, and the book would go back to the shelf unfetched.
 */
export async function tellMovedIn(tx: Tx, desk: Desk): Promise<void> {
  for (const ids of await readyUntold(tx)) {
    const holds = await lockHolds(tx, ids)
    const facts = await loadShelfFacts(tx, desk, ids, desk.today)
    await tellReady(
      tx,
      desk,
      holds.map(hold => ({ hold, facts: facts.get(hold.id)! })),
    )
  }
}

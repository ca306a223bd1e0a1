import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { Actor, Library } from '#library.ts'
import { lockHold, saveTransition } from '../hold-store.ts'
import { findReadyAt } from '../night/due-hold-store.ts'
import { loadShelfFacts } from '../queue/queue-store.ts'
import { lastShelfDay } from '../rules/shelf.ts'

/**
 * The calendar of a branch or a stop changed: the last days on its hold shelf move along. To be called after a closure, an
 * opening or a visit was entered. Finds nothing the second time.
 * @returns how many dates moved
 */
export async function moveShelfDates(library: Library, actor: Actor, branchId: string): Promise<number> {
  const desk = deskOf(library, actor)
  let moved = 0
  for (const holdId of await findReadyAt(library.db, branchId)) {
    moved += await transact(library.db, async tx => {
      const hold = await lockHold(tx, holdId)
      if (hold?.state.is !== 'ready') return 0
      const facts = (await loadShelfFacts(tx, desk, [holdId], null)).get(holdId)!
      const pickUpBy = lastShelfDay(desk.policy, { contact: hold.contact, ...facts }, facts.calendar)
      if (pickUpBy.equals(hold.state.pickUpBy)) return 0
      await saveTransition(tx, desk, [{ hold, to: { ...hold.state, pickUpBy }, why: 'moveDate' }])
      return 1
    })
  }
  return moved
}

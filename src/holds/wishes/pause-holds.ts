import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { type QueueRefusal, whyNotWaiting } from '../changing/change-waiting.ts'
import { lockBibsOfOrders, lockHolds } from '../hold-locks-store.ts'
import { saveTransition } from '../hold-store.ts'
import { pauseSteps, whyNotPause } from '../rules/changing/pausing.ts'

export type PauseRefusal = QueueRefusal & { holdId: HoldId }

/**
 * まとめて休む・やめる: several holds are passed by up to and including a day, or (null) not any more, all or none of them.
 * Each keeps its place. What stands in the way of one is said of that one.
 * @returns those that are otherwise now: one that is not paused has nothing to end
 */
export async function pauseHolds(
  library: Library,
  actor: Actor,
  holdIds: readonly HoldId[],
  until: Temporal.PlainDate | null,
): Promise<Outcome<{ holdIds: HoldId[] }, PauseRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ holdIds: HoldId[] }, PauseRefusal>> => {
    await lockBibsOfOrders(tx, holdIds)
    const locked = new Map((await lockHolds(tx, holdIds)).map(hold => [hold.id, hold]))
    for (const holdId of holdIds) {
      const refusal = whyNotWaiting(actor, locked.get(holdId)) ?? whyNotPause(until, desk)
      if (refusal) return refused({ ...refusal, holdId })
    }
    const steps = pauseSteps([...locked.values()], until)
    await saveTransition(tx, desk, steps)
    return done({ holdIds: steps.map(({ hold }) => hold.id) })
  })
}

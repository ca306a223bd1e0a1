import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import type { QueueRefusal } from '../changing/change-waiting.ts'
import { lockBibsOfOrders, lockHolds } from '../hold-locks-store.ts'
import { saveTransition } from '../hold-store.ts'

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
      const hold = locked.get(holdId)
      if (!hold || (actor.is === 'patron' && hold.patronId !== actor.patronId))
        return refused({ why: 'notFound', holdId })
      if (hold.state.is !== 'waiting' && hold.state.is !== 'applied') return refused({ why: 'notWaiting', holdId })
      if (until && Temporal.PlainDate.compare(until, desk.today) < 0) return refused({ why: 'dayPast', holdId })
    }
    const changed = [...locked.values()].filter(hold => until !== null || hold.suspendedUntil !== null)
    const steps = changed.map(hold =>
      until === null
        ? ({ hold, to: hold.state, why: 'resume' } as const)
        : ({ hold, to: hold.state, why: 'suspend', until } as const),
    )
    if (steps.length > 0) await saveTransition(tx, desk, steps)
    return done({ holdIds: changed.map(({ id }) => id) })
  })
}

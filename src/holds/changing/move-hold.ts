import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockHold, lockHolds } from '../hold-locks-store.ts'
import { saveTransition } from '../hold-store.ts'

/** Moves a waiting hold before another one of its bib, or to the end of the queue; the reason stands in its history. */
export async function moveHold(
  library: Library,
  actor: Actor,
  holdId: HoldId,
  before: HoldId | 'last',
  reason: string,
): Promise<Outcome<{ holdId: HoldId }, { why: 'notFound' | 'notWaiting' }>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ holdId: HoldId }, { why: 'notFound' | 'notWaiting' }>> => {
    const hold = await lockHold(tx, holdId)
    if (!hold) return refused({ why: 'notFound' })
    if (hold.state.is !== 'waiting') return refused({ why: 'notWaiting' })
    if (before !== 'last') {
      const other = (await lockHolds(tx, [before]))[0]
      if (!other || other.bibId !== hold.bibId || other.id === hold.id) return refused({ why: 'notFound' })
      if (other.state.is !== 'waiting') return refused({ why: 'notWaiting' })
    }
    await saveTransition(tx, desk, [
      { hold, to: hold.state, why: 'move', reason, before: before === 'last' ? null : before },
    ])
    return done({ holdId })
  })
}

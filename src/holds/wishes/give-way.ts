import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockHold } from '../hold-locks-store.ts'
import { saveTransition } from '../hold-store.ts'
import { findNextBehind } from './wishes-store.ts'

export type GiveWayRefusal = { why: 'notFound' | 'notWaiting' | 'nobodyBehind' }

/**
 * 譲る: the next person who could be served comes first; the hold stands right behind them. One person a time, as often
 * as the patron likes, as long as no copy is bound to it. Whom it helps is told nothing.
 */
export async function giveWay(
  library: Library,
  actor: Actor,
  holdId: HoldId,
): Promise<Outcome<{ holdId: HoldId }, GiveWayRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ holdId: HoldId }, GiveWayRefusal>> => {
    const hold = await lockHold(tx, holdId)
    if (!hold || (actor.is === 'patron' && hold.patronId !== actor.patronId)) return refused({ why: 'notFound' })
    if (hold.state.is !== 'waiting') return refused({ why: 'notWaiting' })
    const behind = await findNextBehind(tx, desk, hold)
    if (!behind) return refused({ why: 'nobodyBehind' })
    await saveTransition(tx, desk, [{ hold, to: hold.state, why: 'giveWay', before: behind.after }])
    return done({ holdId })
  })
}

import { type Desk, deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { Batch, BatchDone } from '#nightly/rules/step.ts'
import { assert } from '#std/assert.ts'
import { crashPoint } from '#std/crash-point.ts'
import { lockHold } from '../hold-locks-store.ts'
import { type StoredHold, saveTransition } from '../hold-store.ts'
import { handOn } from '../queue/hand-on.ts'
import { tellClosed } from '../queue/tell-closed.ts'
import { settleShelf } from '../shelf/settle-shelf.ts'
import { findExpired, findNotNeeded } from './due-hold-store.ts'

/**
 * 取り置き期限切れ (M37): the day after its last day a ready hold ends; its copy goes to the next hold or onto the reshelve
 * list. A closure that was entered meanwhile moves the date first. Holds that are needed no longer end too, waiting, on
 * their way or ready. Each hold is its own transaction, so that the counter never waits for the night. What counts is
 * the day of the run, also when it runs late.
 */
export async function expireShelf(library: Library, batch: Batch): Promise<BatchDone> {
  const desk = deskOf(library, { is: 'night' }, batch.now)
  const counts = { expired: 0, moved: 0, notNeeded: 0 }
  for (const id of await findExpired(library.db, batch.day, batch.limit)) {
    const what = await expireHold(library, desk, id, batch.day)
    if (what) counts[what]++
    crashPoint('expireShelf:one')
  }
  const left = batch.limit - counts.expired - counts.moved
  for (const id of left > 0 ? await findNotNeeded(library.db, batch.day, left) : []) {
    if (await endUnneeded(library, desk, id, batch.day)) counts.notNeeded++
  }
  return { did: counts.expired + counts.moved + counts.notNeeded, report: counts }
}

async function expireHold(
  library: Library,
  desk: Desk,
  holdId: HoldId,
  day: Temporal.PlainDate,
): Promise<'expired' | 'moved' | null> {
  return transact(library.db, async tx => {
    const hold = await lockHold(tx, holdId)
    if (hold?.state.is !== 'ready' || Temporal.PlainDate.compare(hold.state.pickUpBy, day) >= 0) return null
    const moved = await settleShelf(tx, desk, [hold], { why: 'moveDate' })
    const current = moved.length > 0 ? (await lockHold(tx, holdId))! : hold
    assert(current.state.is === 'ready', 'a date that moves leaves a hold ready')
    if (Temporal.PlainDate.compare(current.state.pickUpBy, day) >= 0) return 'moved'
    const notNeeded = isNeededNoMore(current, day)
    const to = { is: 'closed', why: 'expired' } as const
    await saveTransition(tx, desk, [{ hold: current, to, why: 'expire', notNeeded }])
    await tellClosed(tx, desk, [{ hold, reason: notNeeded ? 'notNeeded' : 'expired' }])
    await handOn(tx, desk, hold)
    return 'expired'
  })
}

const isNeededNoMore = ({ notNeededAfter }: StoredHold, day: Temporal.PlainDate): boolean =>
  notNeededAfter !== null && Temporal.PlainDate.compare(notNeededAfter, day) < 0

async function endUnneeded(library: Library, desk: Desk, holdId: HoldId, day: Temporal.PlainDate): Promise<boolean> {
  return transact(library.db, async tx => {
    const hold = await lockHold(tx, holdId)
    const waits = hold && ['applied', 'waiting', 'captured', 'inTransit'].includes(hold.state.is)
    if (!waits || !isNeededNoMore(hold, day)) return false
    const to = { is: 'closed', why: 'cancelled' } as const
    await saveTransition(tx, desk, [{ hold, to, why: 'notNeeded' }])
    await tellClosed(tx, desk, [{ hold, reason: 'notNeeded' }])
    await handOn(tx, desk, hold)
    return true
  })
}

import { deskOf } from '#circulation/desk.ts'
import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { crashPoint } from '#std/crash-point.ts'
import { handOn } from './hand-on.ts'
import { findCancelApplied, lockCancelApplied } from './night-store.ts'
import { itemOf, saveTransition } from './store.ts'

/** What a step of the night is called with, and what it says. It is called again until it finds nothing left to do. */
export type NightCall = { day: Temporal.PlainDate; now: Temporal.Instant; limit: number }
export type NightReport = { done: number; report: Record<string, number> }

/** 受付処理, first step (M39): cancellations applied for are taken in; what they had captured goes on. */
export async function takeInCancellations(library: Library, call: NightCall): Promise<NightReport> {
  const desk = deskOf(library, { is: 'night' }, call.now)
  return transact(library.db, async tx => {
    const holds = await lockCancelApplied(tx, await findCancelApplied(tx, call.limit))
    await saveTransition(
      tx,
      desk,
      holds.map(hold => ({
        hold,
        to: { is: 'closed', why: 'cancelled' },
        why: 'takeCancelIn',
        closedDetail: 'patron',
      })),
    )
    for (const hold of holds) {
      if (itemOf(hold.state) !== null || hold.kind === 'set') await handOn(tx, desk, hold)
    }
    crashPoint('takeInCancellations:saved')
    return { done: holds.length, report: { cancelled: holds.length } }
  })
}

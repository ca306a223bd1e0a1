import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import type { Batch, BatchDone } from '#nightly/rules/step.ts'
import { crashPoint } from '#std/crash-point.ts'
import { saveTransition } from '../hold-store.ts'
import { handOn } from '../queue/hand-on.ts'
import { itemOf } from '../rules/hold.ts'
import { findCancelApplied, lockCancelApplied } from './due-hold-store.ts'

/** 受付処理, first step (M39): cancellations applied for before its window are taken in; what they had captured goes on. */
export async function takeInCancellations(library: Library, batch: Batch): Promise<BatchDone> {
  const desk = deskOf(library, { is: 'night' }, batch.now)
  return transact(library.db, async tx => {
    const holds = await lockCancelApplied(tx, await findCancelApplied(tx, batch.until, batch.limit))
    await saveTransition(
      tx,
      desk,
      holds.map(hold => ({
        hold,
        to: { is: 'closed', why: 'cancelled' },
        why: 'takeCancelIn',
      })),
    )
    for (const hold of holds) {
      if (itemOf(hold.state) !== null || hold.kind === 'set') await handOn(tx, desk, hold)
    }
    crashPoint('takeInCancellations:saved')
    return { did: holds.length, report: { cancelled: holds.length } }
  })
}

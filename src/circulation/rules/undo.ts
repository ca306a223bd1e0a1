import type { Hold, HoldState } from '#holds/rules/hold.ts'
import type { HoldStep } from '#holds/rules/steps.ts'
import type { BranchId, ItemId } from '#ids.ts'
import type { ItemStatus } from '#items/rules/item.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'

/** So long a scan at a desk can be taken back: as long as one still stands there with the copy in hand. */
export const undoSeconds = 60

/** Why a scan is not taken back. */
export type UndoRefusal = {
  why:
    | 'unknownItem'
    | 'nothingToUndo'
    | 'tooLate'
    /** Something else has happened to the copy since: at another desk, or by the night. */
    | 'changedSince'
    | 'cannotUndo'
}

/** What a scan did, as the histories tell it. */
export type LastScan = {
  at: Temporal.Instant
  fromStatus: ItemStatus
  /** Where the copy was, or was going, before. */
  fromBranchId: BranchId
  /** A hold lost its copy by it: one that was cancelled, had no pickup location any more, or was ready elsewhere. */
  tookFromHold: boolean
  /** It ended the loan of a copy that its patron had said was lost. */
  foundLost: boolean
}

type Undone = { hold: Hold & { capturedAt: Temporal.Instant | null; readyAt: Temporal.Instant | null } }

/**
 * 取り消す a scan of a copy (not a loan): which step its hold takes back, null when none. The loan or the journey goes on;
 * the hold waits or travels as before. What its patron applied for meanwhile stays: a cancellation is not taken back by
 * a desk.
 */
export function decideUndoScan(
  last: LastScan,
  holder: Undone['hold'] | null,
  itemId: ItemId,
  now: Temporal.Instant,
): Outcome<HoldStep | null, UndoRefusal> {
  if (now.since(last.at).total('seconds') > undoSeconds) return refused({ why: 'tooLate' })
  // What a set has become ready with is told to its patron as one; a copy that was taken from a hold is not given back.
  if (holder?.kind === 'set' || last.tookFromHold || last.foundLost) return refused({ why: 'cannotUndo' })
  if (!holder) return done(null)
  const byThis = !!holder.capturedAt?.equals(last.at)
  const undo = (to: HoldState): Outcome<HoldStep | null, UndoRefusal> => done({ hold: holder, to, why: 'undo', itemId })
  switch (holder.state.is) {
    case 'cancelApplied':
      return byThis ? undo({ is: 'cancelApplied', itemId: null }) : done(null)
    case 'ready':
      if (byThis) return undo({ is: 'waiting' })
      return holder.readyAt?.equals(last.at) ? undo({ is: 'inTransit', itemId }) : done(null)
    case 'inTransit':
      return byThis ? undo({ is: 'waiting' }) : done(null)
    case 'captured':
    case 'waiting':
    case 'applied':
    case 'closed':
      return refused({ why: 'cannotUndo' })
    default:
      return holder.state satisfies never
  }
}

/** A hold that a loan fulfilled, as it was before. */
export type Fulfilled = {
  hold: Hold
  fromState: 'waiting' | 'inTransit' | 'ready' | 'cancelApplied'
  /** The lent copy was the one that was captured for it. */
  wasBound: boolean
  /** Its last day on the hold shelf, counted as it was; null when it was not ready. */
  pickUpBy: Temporal.PlainDate | null
}

/**
 * 取り消す a loan: what the hold that it fulfilled goes back to, null when there was none. A copy that was captured for it
 * is captured still; another copy that stood ready for it has gone on to the next, and the hold waits.
 */
export function decideUndoLoan(
  last: LastScan,
  fulfilled: Fulfilled | null,
  itemId: ItemId,
  now: Temporal.Instant,
): Outcome<HoldStep | null, UndoRefusal> {
  if (now.since(last.at).total('seconds') > undoSeconds) return refused({ why: 'tooLate' })
  // As with a return; and the others of a set have become ready, or are kept, without it.
  if (last.tookFromHold || fulfilled?.hold.kind === 'set') return refused({ why: 'cannotUndo' })
  if (!fulfilled) return done(null)
  const { hold, fromState, wasBound, pickUpBy } = fulfilled
  const back = (to: HoldState): Outcome<HoldStep | null, UndoRefusal> => done({ hold, to, why: 'undo', itemId })
  switch (fromState) {
    case 'cancelApplied':
      return back({ is: 'cancelApplied', itemId: wasBound ? itemId : null })
    case 'waiting':
      return back({ is: 'waiting' })
    case 'inTransit':
      return back(wasBound ? { is: 'inTransit', itemId } : { is: 'waiting' })
    case 'ready':
      return back(wasBound && pickUpBy ? { is: 'ready', itemId, pickUpBy } : { is: 'waiting' })
    default:
      return fromState satisfies never
  }
}

import type { ItemId } from '#ids.ts'
import type { ItemStatus } from '#items/rules/item.ts'

/** A copy, as far as it matters for whom it could serve. */
export type ServingCopy = {
  id: ItemId
  status: ItemStatus
  /** 資料区分. */
  loanRule: string
  /** Whether the patron of the hold may reserve it: by the table of rules, and not the newest number of a magazine. */
  mayBeHeld: boolean
  /** It rests on the shelf of a branch that is closed for good: nobody fetches it there. */
  isLeftBehind: boolean
}

/** Why a copy cannot serve a hold. */
export type CannotServe =
  | 'otherCopy'
  | 'notForLoan'
  | 'mayNotHold'
  | 'withdrawn'
  | 'missing'
  | 'inRepair'
  /** 発注中, 整理中. */
  | 'notHereYet'
  | 'leftBehind'

/**
 * Of which moment it is asked. `inHand`: the copy lies at a desk and is being given out, whatever was written of it
 * before. `asItIs`: it is where and how the tables say.
 */
export type ServingMoment = 'inHand' | 'asItIs'

/**
 * Whether a copy could be given to a hold, and if not, why: the one rule behind the next hold of a scan, the renewal
 * that others stand in the way of, the pull list, the estimate, and the acceptance of a hold on one very copy. Whether
 * it is the hold's turn is another question (`mayBeServed`). `servable` is the same in SQL.
 */
export function whyNotServe(
  copy: ServingCopy,
  hold: { onlyItemId: ItemId | null },
  at: ServingMoment = 'asItIs',
): CannotServe | null {
  if (hold.onlyItemId !== null && hold.onlyItemId !== copy.id) return 'otherCopy'
  if (copy.loanRule === 'reference') return 'notForLoan'
  if (!copy.mayBeHeld) return 'mayNotHold'
  if (at === 'inHand') return null
  switch (copy.status) {
    case 'withdrawn':
    case 'missing':
      return copy.status
    case 'repair':
      return 'inRepair'
    case 'onOrder':
    case 'inProcess':
      return 'notHereYet'
    case 'shelf':
      return copy.isLeftBehind ? 'leftBehind' : null
    case 'loan':
    case 'holdShelf':
    case 'transit':
      return null
    default:
      return copy.status satisfies never
  }
}

export const canServe = (copy: ServingCopy, hold: { onlyItemId: ItemId | null }, at?: ServingMoment): boolean =>
  whyNotServe(copy, hold, at) === null

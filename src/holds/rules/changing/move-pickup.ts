import type { LockedItem } from '#items/rules/item.ts'
import type { Hold } from '../hold.ts'
import { nothing, type Steps } from '../steps.ts'

/**
 * What becomes of a hold that is fetched at another place from now on. Its copy is where it is: on the road it arrives
 * where it was sent, and is sent on by the scan there; on a hold shelf it stands until somebody sends it.
 * @param to the branch at which it is fetched from now on
 */
export function movePickup(hold: Hold, to: string): Steps {
  const why = 'changePickup'
  if (hold.state.is !== 'ready' || hold.pickup.branchId === to)
    return { ...nothing, holds: [{ hold, to: hold.state, why }] }
  const { itemId } = hold.state
  const sent = hold.kind === 'set' ? ({ is: 'captured', itemId } as const) : ({ is: 'inTransit', itemId } as const)
  return { ...nothing, holds: [{ hold, to: sent, why }] }
}

/** Whether a copy that nobody has sent yet stands where its hold is fetched now: it is ready, with a new slip. */
export const standsWhereFetched = (
  hold: Hold,
  item: Pick<LockedItem, 'status' | 'currentBranchId'> | null,
  to: string,
): boolean => hold.state.is === 'inTransit' && item?.status === 'holdShelf' && item.currentBranchId === to

/**
 * What becomes of a hold that leaves its series or set and is served by itself: a copy that was kept for it is ready
 * where it is fetched, else on its way.
 */
export function leaveSet(
  hold: Hold,
  item: Pick<LockedItem, 'status' | 'currentBranchId'> | null,
  lastDay: Temporal.PlainDate,
): Steps {
  const step = { hold, why: 'convert', into: 'ordinary' } as const
  if (hold.state.is !== 'captured') return { ...nothing, holds: [{ ...step, to: hold.state }] }
  const { itemId } = hold.state
  const isThere = item?.status === 'holdShelf' && item.currentBranchId === hold.pickup.branchId
  if (!isThere) return { ...nothing, holds: [{ ...step, to: { is: 'inTransit', itemId } }] }
  return {
    ...nothing,
    holds: [{ ...step, to: { is: 'ready', itemId, pickUpBy: lastDay } }],
    ready: [hold],
  }
}

import { type Desk, deskOf } from '#acting.ts'
import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import { type Database, transact } from '#database/database.ts'
import { lockItem, redirectTransit, saveItem } from '#items/item-store.ts'
import type { Actor, Library } from '#library.ts'
import { loadStanding } from '#patrons/standing-store.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { itemOf, lockHoldWithMembers, lockMembers, type StoredHold, saveTransition } from '../hold-store.ts'
import { completeSet } from '../queue/complete-set.ts'
import { pickupState } from '../queue/queue-store.ts'
import type { Contact } from '../rules/hold.ts'

export type ChangePickupRefusal =
  | { why: 'notFound' | 'ended' | 'ready' | 'cancelApplied' | 'pickupUnknown' | 'pickupClosed' }
  | { why: 'contactNotRegistered'; contact: Contact }

/**
 * Changes pickup location and contact method. A patron may until the copy stands on the hold shelf; for staff it then travels to
 * the new place. A series and a set have one place and one contact method for all: their other holds change with it.
 */
export async function changePickup(
  library: Library,
  actor: Actor,
  holdId: number,
  pickup: PickupLocation,
  contact: Contact,
): Promise<Outcome<{ holdIds: number[] }, ChangePickupRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ holdIds: number[] }, ChangePickupRefusal>> => {
    const hold = await lockHoldWithMembers(tx, holdId)
    if (!hold || (actor.is === 'patron' && hold.patronId !== actor.patronId)) return refused({ why: 'notFound' })
    if (hold.state.is === 'closed') return refused({ why: 'ended' })
    if (hold.state.is === 'cancelApplied') return refused({ why: 'cancelApplied' })
    if (hold.state.is === 'ready' && actor.is === 'patron') return refused({ why: 'ready' })
    const place = await pickupState(tx, pickup, desk.today)
    if (place !== 'open') return refused({ why: place === 'closed' ? 'pickupClosed' : 'pickupUnknown' })
    const { registered } = await loadStanding(tx, hold.patronId!, desk.today)
    if (contact !== 'self' && !registered[contact]) return refused({ why: 'contactNotRegistered', contact })

    const together =
      hold.kind === 'ordinary'
        ? [hold]
        : (await lockMembers(tx, hold.orderId)).filter(
            member => member.id === hold.id || !['ready', 'cancelApplied'].includes(member.state.is),
          )
    for (const member of together) await change(tx, desk, member, pickup, contact)
    if (hold.kind === 'set') await completeSet(tx, desk, hold.orderId)
    return done({ holdIds: together.map(member => member.id) })
  })
}

async function change(
  tx: Database,
  desk: Desk,
  hold: StoredHold,
  pickup: PickupLocation,
  contact: Contact,
): Promise<void> {
  const itemId = itemOf(hold.state)
  const moves = pickup.branchId !== hold.pickup.branchId
  const leavesShelf = hold.state.is === 'ready' && itemId !== null
  const to = leavesShelf ? ({ is: 'inTransit', itemId } as const) : hold.state
  // Another stop of the same bookmobile, or another way to be told: the copy stays where it is.
  if (leavesShelf && !moves) {
    await saveTransition(tx, desk, [{ hold, to: hold.state, why: 'changePickup' }], { pickup, contact })
    return
  }
  await saveTransition(tx, desk, [{ hold, to, why: 'changePickup' }], { pickup, contact })
  if (itemId === null || !moves) return
  const item = await lockItem(tx, itemId)
  if (item.status === 'transit') return redirectTransit(tx, desk, item, pickup.branchId)
  await saveItem(tx, desk, {
    item,
    to: 'transit',
    currentBranchId: pickup.branchId,
    at: item.currentBranchId,
    why: 'redirect',
    send: { from: item.currentBranchId, to: pickup.branchId, holdId: hold.id },
  })
}

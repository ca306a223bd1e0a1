import type { Desk } from '#acting.ts'
import type { Database } from '#database/database.ts'
import { type ItemChange, type LockedItem, saveItem } from '#items/item-store.ts'
import { type HoldChange, lockOrder, type StoredHold, saveTransition } from '../hold-store.ts'
import { lastShelfDay } from '../rules/shelf.ts'
import { completeSet } from './complete-set.ts'
import { loadShelfFacts } from './queue-store.ts'
import { tellReady } from './tell-ready.ts'

/** Where a copy goes that was bound to a hold. */
export type Bound =
  | { goes: 'holdShelf'; holdId: number; cardLast4: string; pickUpBy: Temporal.PlainDate | null; waitsForSet: boolean }
  | { goes: 'away'; to: string; holdId: number }

/** With whom the choice passed over; an arriving copy passes over nobody. */
type CapturedHold = StoredHold & { passedOver?: readonly number[] | null }

/** How a copy came to be scanned: what ends with the scan. */
export type Scan = Pick<ItemChange, 'why' | 'endsLoan' | 'endsTransit' | 'detail'>

/**
 * 確保: binds a copy to a hold. Scanned at the pickup location it is ready (M35), elsewhere it is sent there (M34); a member of
 * a set is kept until the others are there (M29).
 */
export async function capture(
  tx: Database,
  desk: Desk,
  item: LockedItem,
  hold: CapturedHold,
  branchId: string,
  scan: Scan,
): Promise<Bound> {
  const pickup = hold.pickup.branchId
  if (branchId !== pickup) {
    const to =
      hold.kind === 'set'
        ? ({ is: 'captured', itemId: item.id } as const)
        : ({ is: 'inTransit', itemId: item.id } as const)
    await saveTransition(tx, desk, [{ hold, to, why: 'capture', passedOver: hold.passedOver ?? null }])
    await saveItem(tx, desk, {
      item,
      to: 'transit',
      currentBranchId: pickup,
      at: branchId,
      send: { from: branchId, to: pickup, holdId: hold.id },
      ...scan,
    })
    return { goes: 'away', to: pickup, holdId: hold.id }
  }
  return putOnHoldShelf(tx, desk, item, hold, branchId, scan, 'capture')
}

/** A bound copy comes to stand at its pickup location: captured there, or arrived. */
export async function putOnHoldShelf(
  tx: Database,
  desk: Desk,
  item: LockedItem,
  hold: CapturedHold,
  branchId: string,
  scan: Scan,
  why: 'capture' | 'arrive',
): Promise<Bound> {
  if (hold.kind === 'set') await lockOrder(tx, hold.orderId)
  await saveItem(tx, desk, { item, to: 'holdShelf', currentBranchId: branchId, at: branchId, ...scan })
  const facts = (await loadShelfFacts(tx, desk, [hold.id], desk.today)).get(hold.id)!
  const bound = { goes: 'holdShelf', holdId: hold.id, cardLast4: facts.cardLast4 } as const
  if (hold.kind === 'set') {
    await saveTransition(tx, desk, [
      { hold, to: { is: 'captured', itemId: item.id }, why, passedOver: hold.passedOver ?? null },
    ])
    const completed = await completeSet(tx, desk, hold.orderId)
    const pickUpBy = completed.get(hold.id) ?? null
    return { ...bound, pickUpBy, waitsForSet: pickUpBy === null }
  }
  const pickUpBy = lastShelfDay(
    desk.policy,
    { contact: hold.contact, readyOn: desk.today, notifiedOn: null },
    facts.calendar,
  )
  const passedOver = hold.passedOver ?? null
  const change: HoldChange = { hold, to: { is: 'ready', itemId: item.id, pickUpBy }, why, passedOver }
  await saveTransition(tx, desk, [change])
  await tellReady(tx, desk, [{ hold, facts, pickUpBy }])
  return { ...bound, pickUpBy, waitsForSet: false }
}

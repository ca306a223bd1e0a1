import type { Desk } from '#acting.ts'
import type { Tx } from '#database/database.ts'
import type { OrderId } from '#ids.ts'
import type { LockedItem } from '#items/rules/item.ts'
import { lockHolder, lockMembers } from '../hold-locks-store.ts'
import type { StoredHold } from '../hold-store.ts'
import type { Bindable, Member } from '../rules/binding.ts'
import { itemOf } from '../rules/hold.ts'
import { lastShelfDay, shelfDayToSay } from '../rules/shelf.ts'
import { loadShelfFacts, nextHold, pickupState } from './queue-store.ts'
import { standingThere } from './shelved-store.ts'

/** The hold to which a copy is bound, and what decides about it. */
export type Holder = Bindable & { hold: StoredHold; placeHasEnded: boolean }

/** Loads the hold to which a copy is bound, under its lock; null when none is. */
export async function loadHolder(tx: Tx, desk: Desk, item: LockedItem): Promise<Holder | null> {
  const hold = await lockHolder(tx, item)
  if (!hold) return null
  const place = await pickupState(tx, hold.pickup, desk.today)
  return { ...(await asBindable(tx, desk, hold)), hold, placeHasEnded: place !== 'open' }
}

/** Loads the first hold in the queue that may be given this copy today; null when there is none. */
export async function loadNext(tx: Tx, desk: Desk, item: LockedItem): Promise<Bindable | null> {
  const next = item.category === 'reference' ? null : await nextHold(tx, desk, item)
  return next && { ...(await asBindable(tx, desk, next)), passedOver: next.passedOver }
}

/** A hold with what it would be ready with today, and the others of its set, under their locks. */
export async function asBindable(tx: Tx, desk: Desk, hold: StoredHold): Promise<Bindable> {
  const members = hold.kind === 'set' ? await loadMembers(tx, desk, hold.orderId) : []
  const facts = (await loadShelfFacts(tx, desk, [hold.id], desk.today)).get(hold.id)!
  return {
    hold,
    cardLast4: facts.cardLast4,
    lastDay: lastShelfDay(desk.policy, facts, facts.calendar),
    dayToSay: shelfDayToSay(desk.policy, facts, facts.calendar, desk.today),
    members: members.filter(member => member.hold.id !== hold.id),
  }
}

/** The members of a set that are open and wanted, under their locks. */
export async function loadMembers(tx: Tx, desk: Desk, orderId: OrderId): Promise<(Member & { hold: StoredHold })[]> {
  const holds = (await lockMembers(tx, orderId)).filter(
    hold => hold.kind === 'set' && hold.state.is !== 'cancelApplied',
  )
  const there = await standingThere(tx, holds)
  const facts = await loadShelfFacts(
    tx,
    desk,
    holds.map(hold => hold.id),
    desk.today,
  )
  return holds.map(hold => {
    const own = facts.get(hold.id)!
    const isThere = itemOf(hold.state) !== null && there.has(hold.id)
    return { hold, isThere, lastDay: lastShelfDay(desk.policy, own, own.calendar) }
  })
}

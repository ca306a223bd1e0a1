import type { Desk } from '#acting.ts'
import type { Database } from '#database/database.ts'
import { itemOf, lockMembers, saveTransition } from '../hold-store.ts'
import { itemsOnHoldShelf } from '../lists/list-store.ts'
import { lastShelfDay } from '../rules/shelf.ts'
import { loadShelfFacts } from './queue-store.ts'
import { tellReady } from './tell-ready.ts'

/**
 * 揃い (M29): when the last member of a set has come, all become ready together, with one notice. A member that has ended, or
 * whose cancellation is applied for, is not waited for.
 * @returns the last day of each hold that became ready now; empty when the set still waits
 */
export async function completeSet(tx: Database, desk: Desk, orderId: string): Promise<Map<number, Temporal.PlainDate>> {
  const members = (await lockMembers(tx, orderId)).filter(
    member => member.kind === 'set' && member.state.is !== 'cancelApplied',
  )
  const kept = members.filter(member => member.state.is === 'captured')
  const shelved = await itemsOnHoldShelf(
    tx,
    kept.map(member => itemOf(member.state)!),
  )
  const complete = members.every(
    member => member.state.is === 'ready' || (member.state.is === 'captured' && shelved.has(member.state.itemId)),
  )
  if (!complete || kept.length === 0) return new Map()

  const facts = await loadShelfFacts(
    tx,
    desk,
    kept.map(member => member.id),
    desk.today,
  )
  const ready = kept.map(hold => {
    const own = facts.get(hold.id)!
    const clock = { contact: hold.contact, readyOn: desk.today, notifiedOn: null }
    return { hold, facts: own, pickUpBy: lastShelfDay(desk.policy, clock, own.calendar) }
  })
  await saveTransition(
    tx,
    desk,
    ready.map(({ hold, pickUpBy }) => ({
      hold,
      to: { is: 'ready', itemId: itemOf(hold.state)!, pickUpBy },
      why: 'complete',
    })),
  )
  await tellReady(tx, desk, ready)
  return new Map(ready.map(({ hold, pickUpBy }) => [hold.id, pickUpBy]))
}

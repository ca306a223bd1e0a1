import { type Desk, deskOf } from '#acting.ts'
import { type PickupLocation, samePlace } from '#branches/rules/pickup-location.ts'
import { type Tx, transact } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import { lockItem } from '#items/item-store.ts'
import type { Actor, Library } from '#library.ts'
import { loadStanding } from '#patrons/standing-store.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockBibsOfOrders, lockHolds, lockHoldWithMembers, lockMembers } from '../hold-locks-store.ts'
import type { StoredHold } from '../hold-store.ts'
import { completeSet } from '../queue/complete-set.ts'
import { asBindable } from '../queue/copy-facts.ts'
import { pickupState } from '../queue/queue-store.ts'
import { saveSteps } from '../queue/save-steps.ts'
import { bind } from '../rules/binding.ts'
import { movePickup, standsWhereFetched } from '../rules/changing/move-pickup.ts'
import { type Contact, itemOf } from '../rules/hold.ts'
import { pickupRefusal } from '../rules/order.ts'
import { settleShelf } from '../shelf/settle-shelf.ts'

export type ChangePickupRefusal =
  | { why: 'notFound' | 'ended' | 'ready' | 'cancelApplied' | (typeof pickupRefusal)[keyof typeof pickupRefusal] }
  | { why: 'contactNotRegistered'; contact: Contact }

/**
 * Changes pickup location and contact method. A patron may until the copy stands on the hold shelf; staff may then too,
 * and the list of the branch where it stands says that it is to be sent. A series and a set have one place and one
 * contact method for all.
 */
export async function changePickup(
  library: Library,
  actor: Actor,
  holdId: HoldId,
  pickup: PickupLocation,
  contact: Contact,
): Promise<Outcome<{ holdIds: HoldId[] }, ChangePickupRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ holdIds: HoldId[] }, ChangePickupRefusal>> => {
    const hold = await lockHoldWithMembers(tx, holdId)
    const judged = await judge(tx, desk, hold, pickup, contact)
    return judged.ok ? done({ holdIds: await save(tx, desk, judged.value, pickup, contact) }) : judged
  })
}

export type ChangePickupsRefusal = ChangePickupRefusal & { holdId: HoldId }

/**
 * まとめて変える: the same for several holds of a patron, all or none. What stands in the way of one is said of that one.
 */
export async function changePickups(
  library: Library,
  actor: Actor,
  holdIds: readonly HoldId[],
  pickup: PickupLocation,
  contact: Contact,
): Promise<Outcome<{ holdIds: HoldId[] }, ChangePickupsRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ holdIds: HoldId[] }, ChangePickupsRefusal>> => {
    await lockBibsOfOrders(tx, holdIds)
    const locked = await lockHolds(tx, holdIds)
    const changes: Judged[] = []
    for (const holdId of holdIds) {
      // Of a series or a set one speaks for all.
      if (changes.some(({ together }) => together.some(({ id }) => id === holdId))) continue
      const judged = await judge(tx, desk, locked.find(({ id }) => id === holdId) ?? null, pickup, contact)
      if (!judged.ok) return refused({ ...judged.refusal, holdId })
      changes.push(judged.value)
    }
    const changed: HoldId[] = []
    for (const one of changes) changed.push(...(await save(tx, desk, one, pickup, contact)))
    return done({ holdIds: changed })
  })
}

/** A hold that may be changed, with what moves with it. */
type Judged = { hold: StoredHold; together: StoredHold[] }

async function judge(
  tx: Tx,
  { actor, today }: Desk,
  hold: StoredHold | null,
  pickup: PickupLocation,
  contact: Contact,
): Promise<Outcome<Judged, ChangePickupRefusal>> {
  if (!hold || (actor.is === 'patron' && hold.patronId !== actor.patronId)) return refused({ why: 'notFound' })
  if (hold.state.is === 'closed') return refused({ why: 'ended' })
  if (hold.state.is === 'cancelApplied') return refused({ why: 'cancelApplied' })
  if (hold.state.is === 'ready' && actor.is === 'patron') return refused({ why: 'ready' })
  const place = await pickupState(tx, pickup, today)
  if (place !== 'open') return refused({ why: pickupRefusal[place] })
  const { registered } = await loadStanding(tx, hold.patronId!, today)
  if (contact !== 'self' && !registered[contact]) return refused({ why: 'contactNotRegistered', contact })
  const together = await movedTogether(tx, hold)
  // Of a set something stands ready already: all of it is fetched at one place, so a patron moves it no more than a
  // ready hold.
  if (actor.is === 'patron' && together.some(member => member.state.is === 'ready')) return refused({ why: 'ready' })
  return done({ hold, together })
}

async function save(
  tx: Tx,
  desk: Desk,
  { hold, together }: Judged,
  pickup: PickupLocation,
  contact: Contact,
): Promise<HoldId[]> {
  const stays = together.filter(member => member.state.is === 'ready' && pickup.branchId === member.pickup.branchId)
  const moves = together.filter(member => !stays.includes(member))
  await changeOnShelf(tx, desk, stays, pickup, contact)
  for (const member of moves) await change(tx, desk, member, pickup, contact)
  if (hold.kind === 'set') await completeSet(tx, desk, hold.orderId)
  return together.map(member => member.id)
}

/** What moves with a hold: all of a set, also what is ready; of a series what is not ready yet. */
async function movedTogether(tx: Tx, hold: StoredHold): Promise<StoredHold[]> {
  if (hold.kind === 'ordinary') return [hold]
  const members = await lockMembers(tx, hold.orderId)
  return members.filter(
    ({ id, state }) =>
      id === hold.id || (state.is !== 'cancelApplied' && (hold.kind === 'set' || state.is !== 'ready')),
  )
}

/**
 * Another stop of the same bookmobile, or another way to be told: the copy stays where it is; day and notices follow.
 */
async function changeOnShelf(
  tx: Tx,
  desk: Desk,
  holds: readonly StoredHold[],
  pickup: PickupLocation,
  contact: Contact,
): Promise<void> {
  const first = holds[0]
  if (!first || (first.contact === contact && samePlace(first.pickup, pickup))) return
  await settleShelf(
    tx,
    desk,
    holds,
    { why: 'changePickup' },
    {
      ...(samePlace(first.pickup, pickup) ? {} : { pickup }),
      ...(first.contact === contact ? {} : { contact, selfSince: contact === 'self' ? desk.now : null }),
    },
  )
}

async function change(tx: Tx, desk: Desk, hold: StoredHold, pickup: PickupLocation, contact: Contact): Promise<void> {
  await saveSteps(tx, desk, null, movePickup(hold, pickup.branchId), { set: { pickup, contact } })
  const itemId = itemOf(hold.state)
  const item = itemId === null ? null : await lockItem(tx, itemId)
  if (!item || !standsWhereFetched(hold, item, pickup.branchId)) return
  const [moved] = await lockHolds(tx, [hold.id])
  await saveSteps(tx, desk, item, bind(item.id, await asBindable(tx, desk, moved!), 'standsThere', 'arrive'))
}

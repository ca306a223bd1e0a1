import type { Desk } from '#acting.ts'
import type { Tx } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import { withdrawFallen, withdrawOfReady } from '#notices/fallen-store.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { type StoredHold, saveTransition } from '../hold-store.ts'
import { loadShelfFacts, type ShelfChange, type ShelfFacts } from '../queue/queue-store.ts'
import { tellReady } from '../queue/tell-ready.ts'
import { deriveShelf, type Shelf } from '../rules/shelf.ts'
import type { ShelfHappened } from '../rules/steps.ts'

type Settled = { hold: StoredHold; facts: ShelfFacts; shelf: Shelf; pickUpBy: Temporal.PlainDate }

/**
 * Everything on which the last day and the notices of ready holds depend goes through here when it changes: the
 * contact, the stop, the notice given or taken back, the calendar, the policy. What follows is saved, and told or
 * withdrawn, with the change.
 * @param holds ready ones, locked: one, or those of a set that are told together
 * @param set what changes; nothing of it: the calendar or the policy has changed
 * @returns those of which something changed
 */
export async function settleShelf(
  tx: Tx,
  desk: Desk,
  holds: readonly StoredHold[],
  happened: ShelfHappened,
  set: ShelfChange = {},
): Promise<HoldId[]> {
  const settled: Settled[] = []
  const isGiven = Object.values(set).some(value => value !== undefined)
  for (const hold of holds) {
    if (hold.state.is !== 'ready') continue
    const facts = (await loadShelfFacts(tx, desk, [hold.id], null, set)).get(hold.id)!
    const shelf = deriveShelf(desk.policy, facts, facts.calendar)
    if (!isGiven && shelf.pickUpBy.equals(hold.state.pickUpBy)) continue
    const to = { ...hold.state, pickUpBy: shelf.pickUpBy }
    await saveTransition(tx, desk, [{ hold, to, ...happened }], set)
    settled.push({ hold: { ...hold, contact: facts.contact }, facts, shelf, pickUpBy: shelf.pickUpBy })
  }
  if (settled.length > 0) await tellOrWithdraw(tx, desk, settled, set)
  return settled.map(({ hold }) => hold.id)
}

async function tellOrWithdraw(tx: Tx, desk: Desk, settled: Settled[], set: ShelfChange): Promise<void> {
  const holdIds = settled.map(({ hold }) => hold.id)
  const isElsewhere = set.contact !== undefined || set.pickup !== undefined
  // Who is reached otherwise, or fetches it elsewhere, is told anew: by the other way, and of the other place.
  if (isElsewhere) {
    await withdrawOfReady(tx, holdIds, desk.now)
    const untold = settled.filter(({ shelf }) => shelf.tell === 'ready')
    if (untold.length > 0) await tellReady(tx, desk, untold)
  } else {
    await withdrawFallen(tx, desk, { holdIds })
  }
  const moved = settled.filter(({ shelf }) => shelf.tell === 'moved')
  await writeNotices(
    tx,
    desk,
    moved.map(({ hold, facts, pickUpBy }) => ({
      kind: 'shelfMoved',
      dedupeKey: `shelfMoved:hold:${hold.id}:${pickUpBy}`,
      patronId: hold.patronId!,
      holdId: hold.id,
      contact: facts.contact,
      facts: { titles: [facts.title], pickup: facts.pickupName },
    })),
  )
}

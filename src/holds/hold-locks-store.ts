import { sql, type Tx } from '#database/database.ts'
import type { BibId, HoldId, OrderId, PatronId } from '#ids.ts'
import { assert } from '#std/assert.ts'
import { type HoldRow, type StoredHold, toHold } from './hold-store.ts'

// The order in which whatever touches holds takes its locks: bibs by their numbers, orders of sets, then the holds.

/** Locks bibs in the order of their numbers: the queue of each stands still until the end of the transaction. */
export async function lockBibs(tx: Tx, bibIds: readonly BibId[]): Promise<void> {
  await sql`select 1 from bib where id = any(${[...bibIds]}::bigint[]) order by id for no key update`.execute(tx)
}

/** Loads a hold under the locks of its bib, of its order if that is judged whole, and of its row; null when gone. */
export async function lockHold(tx: Tx, holdId: HoldId): Promise<StoredHold | null> {
  for (let attempt = 1; ; attempt++) {
    const { rows } = await sql<{ id: BibId }>`
      select id from bib where id = (select bib_id from hold where id = ${holdId}) for no key update`.execute(tx)
    await sql`
      select 1 from hold_order where id = (
        select order_id from hold where id = ${holdId} and (kind = 'set' or enough is not null))
      for update`.execute(tx)
    const hold = (await lockHolds(tx, [holdId]))[0] ?? null
    // One whose record was merged into another just now is locked again under that.
    if (!hold || hold.bibId === rows[0]?.id) return hold
    assert(attempt < locksMax, 'a hold does not go from record to record without end')
  }
}

const locksMax = 5

/** Locks the bibs that a query names, and again those it names then, should some have been merged meanwhile. */
async function lockBibsNamedBy(tx: Tx, named: ReturnType<typeof sql>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { rows } = await sql<{ id: BibId }>`
      select id from bib where id in (${named}) order by id for no key update`.execute(tx)
    const now = await sql<{ bib_id: BibId }>`${named}`.execute(tx)
    if (now.rows.every(({ bib_id }) => rows.some(({ id }) => id === bib_id))) return
    assert(attempt < locksMax, 'a hold does not go from record to record without end')
  }
}

/**
 * Loads the hold that a copy is bound to, under its lock; before it that of the order, if it is judged whole.
 */
export async function lockHolder(
  tx: Tx,
  item: { heldBy: HoldId | null; heldForOrder: OrderId | null },
): Promise<StoredHold | null> {
  if (item.heldBy === null) return null
  if (item.heldForOrder !== null) await lockOrderRow(tx, item.heldForOrder)
  return (await lockHolds(tx, [item.heldBy]))[0] ?? null
}

/** Locks an order, so that its members are judged together by one at a time. Before the rows of its holds, always. */
async function lockOrderRow(tx: Tx, orderId: OrderId): Promise<void> {
  await sql`select 1 from hold_order where id = ${orderId} for update`.execute(tx)
}

/** Loads holds under the locks of their rows. The caller has locked their bibs, or their order. */
export async function lockHolds(tx: Tx, holdIds: readonly HoldId[]): Promise<StoredHold[]> {
  const { rows } = await sql<HoldRow>`
    select * from hold where id = any(${[...holdIds]}::bigint[]) order by id for update`.execute(tx)
  return rows.map(toHold)
}

/**
 * Locks an order and loads the open holds that belong to it as a series or a set, in the order of their places in it.
 */
export async function lockMembers(tx: Tx, orderId: OrderId): Promise<StoredHold[]> {
  await lockOrderRow(tx, orderId)
  const { rows } = await sql<HoldRow>`
    select * from hold where order_id = ${orderId} and kind <> 'ordinary' and state <> 'closed'
    order by order_position, id for update`.execute(tx)
  return rows.map(toHold)
}

/** The open hold of a patron on a bib, locked; there is one at most. */
export async function findOpenHold(tx: Tx, patronId: PatronId, bibId: BibId): Promise<StoredHold | null> {
  const { rows } = await sql<HoldRow>`
    select * from hold where patron_id = ${patronId} and bib_id = ${bibId} and state <> 'closed' for update`.execute(tx)
  return rows[0] ? toHold(rows[0]) : null
}

/** Locks the bibs of some holds, in the order of their numbers. */
export async function lockBibsOf(tx: Tx, holdIds: readonly HoldId[]): Promise<void> {
  await lockBibsNamedBy(tx, sql`select bib_id from hold where id = any(${[...holdIds]}::bigint[])`)
}

/**
 * Locks the bibs of some holds and of their whole series and sets, in the order of their numbers: who goes through
 * several holds in one transaction does this first, whatever order it goes through them in.
 */
export async function lockBibsOfOrders(tx: Tx, holdIds: readonly HoldId[]): Promise<void> {
  const ids = sql`${[...holdIds]}::bigint[]`
  await lockBibsNamedBy(
    tx,
    sql`select bib_id from hold where id = any(${ids}) union
      select m.bib_id from hold h join hold m on m.order_id = h.order_id where h.id = any(${ids}) and h.kind <> 'ordinary'`,
  )
}

/** Loads a hold under the locks of its bib and of those of its whole series or set; null when there is none. */
export async function lockHoldWithMembers(tx: Tx, holdId: HoldId): Promise<StoredHold | null> {
  await lockBibsOfOrders(tx, [holdId])
  return (await lockHolds(tx, [holdId]))[0] ?? null
}

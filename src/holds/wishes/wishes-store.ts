import type { Desk } from '#acting.ts'
import { type Database, sql, type Tx } from '#database/database.ts'
import type { HoldId, PatronId } from '#ids.ts'
import { type HoldRow, type StoredHold, toHold } from '../hold-store.ts'
import { mayBeServed } from '../queue/queue-store.ts'

/**
 * Of the queue behind a hold: the first one of somebody else who could be served today, and whatever stands right
 * behind that one (null: nothing does). Null when nobody is there to give way to.
 */
export async function findNextBehind(
  tx: Tx,
  desk: Desk,
  hold: StoredHold,
): Promise<{ next: HoldId; after: HoldId | null } | null> {
  const { rows } = await sql<{ next: HoldId; after: HoldId | null }>`
    select next.id as next, (
      select o.id from hold o where o.bib_id = ${hold.bibId} and o.place > next.place order by o.place limit 1) as after
    from (
      select h.id, h.place from hold h where ${isBehind(desk, sql`${hold.bibId}::bigint`, sql`${hold.place}::numeric`)}
        and h.patron_id <> ${hold.patronId}
      order by h.place, h.id limit 1) next`.execute(tx)
  return rows[0] ?? null
}

/** Whether a hold `h` waits in a queue behind a place of it, and could be served today. */
const isBehind = (desk: Desk, bibId: ReturnType<typeof sql>, place: ReturnType<typeof sql>) => sql<boolean>`(
  h.bib_id = ${bibId} and h.state = 'waiting' and h.item_id is null and h.place > ${place} and ${mayBeServed(desk)})`

/** Whether the shelf time of a ready hold was lengthened since it stands there. */
export async function wasLengthened(db: Database, holdId: HoldId): Promise<boolean> {
  const { rows } = await sql`
    select 1 from hold h join hold_event e on e.hold_id = h.id and e.why = 'lengthen' and e.at >= h.ready_at
    where h.id = ${holdId} limit 1`.execute(db)
  return rows.length > 0
}

/**
 * A hold as it is read without a lock, for what is only said of it; of an open one of a set every open hold of the set.
 * Empty when it is not of this patron.
 */
export async function findOwnWithMembers(db: Database, patronId: PatronId, holdId: HoldId): Promise<StoredHold[]> {
  const { rows } = await sql<HoldRow>`
    select m.* from hold h join hold m on m.id = h.id or (h.kind = 'set' and h.state <> 'closed'
      and m.order_id = h.order_id and m.kind = 'set' and m.state <> 'closed')
    where h.id = ${holdId} and h.patron_id = ${patronId} order by m.order_position, m.id`.execute(db)
  return rows.map(toHold)
}

import { sql, type Tx } from '#database/database.ts'
import type { HoldId, PatronId } from '#ids.ts'
import { handOnSetNotices } from '#notices/forgotten-notice-store.ts'

/**
 * Whether a loan `l` is about the title of a hold `h`: of its bib, or the one that fulfilled it, whichever bib its copy
 * is of now.
 */
export const isLoanOf = sql<boolean>`(l.bib_id = h.bib_id or (h.closed_why = 'fulfilled' and exists (
  select from hold_event f where f.hold_id = h.id and f.why = 'checkOut' and f.item_id = l.item_id and f.at = l.lent_at)))`

/** The order to which forgotten holds are moved, so that no sibling in their own order says whose they were. */
const forgottenOrder = '00000000-0000-0000-0000-000000000000'

/**
 * Cuts ended holds from their patrons: fulfilled ones whose loan is returned, and those that went out of sight. Patrons
 * who keep a history keep the fulfilled ones. What is still to be told of the rest of a set is handed on to the rest.
 */
export async function forgetClosedHolds(
  tx: Tx,
  sightEnds: Temporal.Instant,
  now: Temporal.Instant,
  limit: number,
  patronId: PatronId | null = null,
): Promise<number> {
  await sql`
    insert into hold_order (id, patron_id, kind, channel, placed_at)
    values (${forgottenOrder}, null, 'ordinary', 'counter', ${now}) on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ id: HoldId; order_id: string }>`
    select h.id, h.order_id from hold h join patron p on p.id = h.patron_id
    where h.state = 'closed' and h.patron_id is not null and h.patron_id = coalesce(${patronId}, h.patron_id)
      and (h.closed_at < ${sightEnds} or h.closed_why = 'fulfilled')
      and not exists (select from loan l
        where l.patron_id = h.patron_id and ${isLoanOf} and (l.returned_at is null or p.keeps_history))
    order by h.id limit ${limit} for update of h`.execute(tx)
  const ids = rows.map(row => row.id)
  await handOnSetNotices(tx, ids)
  await sql`
    update hold set patron_id = null, order_id = ${forgottenOrder} where id = any(${ids}::bigint[])`.execute(tx)
  await forgetWhoseTheyWere(tx, ids)
  await sql`
    update hold_order o set patron_id = null
    where o.id = any(${[...new Set(rows.map(row => row.order_id))]}::uuid[])
      and not exists (select from hold h where h.order_id = o.id)`.execute(tx)
  return rows.length
}

/** The story of a hold that went over with a patron says from whom: that goes with the hold's own patron. */
async function forgetWhoseTheyWere(tx: Tx, holdIds: readonly HoldId[]): Promise<void> {
  await sql`
    update hold_event set from_patron_id = null
    where hold_id = any(${[...holdIds]}::bigint[]) and why = 'rebind' and from_patron_id is not null`.execute(tx)
}

/** Open loans and holds of a patron: while there are any, the library needs to know whose they are. */
export async function countOpen(tx: Tx, patronId: PatronId): Promise<{ loans: number; holds: number }> {
  const { rows } = await sql<{ loans: number; holds: number }>`
    select (select count(*)::int from loan where patron_id = ${patronId} and returned_at is null) as loans,
      (select count(*)::int from hold where patron_id = ${patronId} and state <> 'closed') as holds`.execute(tx)
  return rows[0]!
}

/** Cuts every hold and the basket from a patron who leaves; what is open ended before. */
export async function forgetHoldsOf(tx: Tx, patronId: PatronId): Promise<void> {
  const { rows } = await sql<{ id: HoldId }>`
    update hold set patron_id = null where patron_id = ${patronId} returning id`.execute(tx)
  await forgetWhoseTheyWere(
    tx,
    rows.map(row => row.id),
  )
  await sql`update hold_order set patron_id = null where patron_id = ${patronId}`.execute(tx)
  await sql`delete from basket_line where patron_id = ${patronId}`.execute(tx)
}

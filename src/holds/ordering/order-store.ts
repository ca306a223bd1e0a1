import type { Desk } from '#acting.ts'
import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import { type Database, sql, type Tx, together } from '#database/database.ts'
import type { BibId, HoldId, ItemId, OrderId, PatronId } from '#ids.ts'
import { actorName } from '#library.ts'
import type { Channel, Contact, HoldKind } from '../rules/hold.ts'
import { enoughOf } from '../rules/order.ts'

export type NewOrder = {
  id: OrderId
  kind: HoldKind
  channel: Channel
  bibIds: BibId[]
  onlyItemId: ItemId | null
  pickup: PickupLocation
  contact: Contact
  /** The reason for which staff set limits and blocks aside. */
  beyondLimitBecause: string | null
  startsOn?: Temporal.PlainDate | null
  notNeededAfter?: Temporal.PlainDate | null
  enough?: number | null
}

/**
 * Writes an order with its holds, the first row of their history, and takes the titles out of the basket. From the web
 * and the terminals they are applied for (M31); at the counter they join the queue at once.
 */
export async function insertOrder(tx: Tx, desk: Desk, patronId: PatronId, order: NewOrder): Promise<HoldId[]> {
  const atCounter = order.channel === 'counter'
  const { rows } = await sql<{ hold_id: HoldId }>`
    with placed as (
      insert into hold_order (id, patron_id, kind, channel, placed_at)
      values (${order.id}, ${patronId}, ${order.kind}, ${order.channel}, ${desk.now}) returning id
    ), wanted as materialized (
      select bib_id, position, case when ${atCounter} then nextval('hold_place') end as place
      from unnest(${order.bibIds}::bigint[]) with ordinality as w (bib_id, position)
    ), made as (
      insert into hold (patron_id, bib_id, only_item_id, order_id, order_position, kind, channel, state, place,
        pickup_branch_id, pickup_stop_id, contact, applied_at, suspended_until, not_needed_after, enough)
      select ${patronId}, bib_id, ${order.onlyItemId}::bigint, placed.id, position, ${order.kind}, ${order.channel},
        ${atCounter ? 'waiting' : 'applied'}, place, ${order.pickup.branchId}, ${order.pickup.stopId}, ${order.contact}, ${desk.now},
        ${order.startsOn?.subtract({ days: 1 }) ?? null}::date, ${order.notNeededAfter ?? null}::date,
        ${enoughOf(order)}::smallint
      from wanted, placed order by position
      returning id, order_position, state
    ), emptied as (
      delete from basket_line where patron_id = ${patronId} and bib_id = any(${order.bibIds}::bigint[])
    )
    insert into hold_event (hold_id, at, actor, from_state, to_state, why, reason, beyond_limit, contact)
    select id, ${desk.now}, ${actorName(desk.actor)}, null, state, ${atCounter ? 'place' : 'apply'}, ${order.beyondLimitBecause},
      ${order.beyondLimitBecause !== null}, ${order.contact}
    from made order by order_position returning hold_id`.execute(tx)
  return rows.map(row => row.hold_id)
}

export type OrderLine = { holdId: HoldId; bibId: BibId; title: string }

/** The titles of an order, in its order. */
export async function loadOrderLines(db: Database, orderId: OrderId): Promise<OrderLine[]> {
  const { rows } = await sql<{ id: HoldId; bib_id: BibId; title: string }>`
    select h.id, h.bib_id, concat_ws(' ', b.title, b.volume) as title
    from hold h join bib b on b.id = h.bib_id where h.order_id = ${orderId} order by h.order_position, h.id`.execute(db)
  return rows.map(row => ({ holdId: row.id, bibId: row.bib_id, title: row.title }))
}

/** An order that holds are moved into: a series made of ordinary ones. */
export async function insertEmptyOrder(
  tx: Tx,
  desk: Desk,
  order: { id: OrderId; patronId: PatronId; channel: Channel },
): Promise<void> {
  await sql`
    insert into hold_order (id, patron_id, kind, channel, placed_at)
    values (${order.id}, ${order.patronId}, 'series', ${order.channel}, ${desk.now})`.execute(tx)
}

export type ShownOrder = {
  patronId: PatronId | null
  kind: HoldKind
  contact: Contact
  pickupName: string
  /** Whether the night has still to take it in. */
  applied: boolean
  /** 予約確認メール was asked for (M24). */
  confirmedByMail: boolean
  /** The first day on which it can be fetched, when one was chosen. */
  startsOn: Temporal.PlainDate | null
  /** The last day on which it is of use, when one was chosen. */
  notNeededAfter: Temporal.PlainDate | null
  lines: OrderLine[]
}

/** An order as its 予約結果 shows it; null when there is none, or nothing is left in it. */
export async function loadShownOrder(db: Database, orderId: OrderId): Promise<ShownOrder | null> {
  const [{ rows }, lines] = await together(
    db,
    () =>
      sql<{
        patron_id: PatronId | null
        kind: HoldKind
        contact: Contact
        pickup_name: string
        applied: boolean
        confirmed: boolean
        suspended_until: Temporal.PlainDate | null
        not_needed_after: Temporal.PlainDate | null
      }>`
    select o.patron_id, o.kind, h.contact, h.state = 'applied' as applied, h.suspended_until, h.not_needed_after,
      case when s.id is null then br.name else concat(br.short_name, '/', s.name) end as pickup_name,
      exists (select from notice n where n.dedupe_key = ${`orderPlaced:order:${orderId}`}) as confirmed
    from hold_order o join hold h on h.order_id = o.id
    join branch br on br.id = h.pickup_branch_id left join stop s on s.id = h.pickup_stop_id
    where o.id = ${orderId} order by h.order_position, h.id limit 1`.execute(db),
    () => loadOrderLines(db, orderId),
  )
  const row = rows[0]
  if (!row || lines.length === 0) return null
  return {
    patronId: row.patron_id,
    kind: row.kind,
    contact: row.contact,
    pickupName: row.pickup_name,
    applied: row.applied,
    confirmedByMail: row.confirmed,
    startsOn: row.suspended_until?.add({ days: 1 }) ?? null,
    notNeededAfter: row.not_needed_after,
    lines,
  }
}

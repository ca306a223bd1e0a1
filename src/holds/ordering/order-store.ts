import type { Desk } from '#acting.ts'
import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import { isRunUnfinished } from '#calendar/open-run-store.ts'
import { type Database, sql, type Tx, together } from '#database/database.ts'
import type { BibId, HoldId, ItemId, OrderId, PatronId } from '#ids.ts'
import { actorName } from '#library.ts'
import { lockPatron, type StandingRow, standingColumns, toStanding } from '#patrons/standing-store.ts'
import { bibCategory } from '#rule-columns.ts'
import { assert } from '#std/assert.ts'
import { openHolds, pickupStateOf, placedOn } from '../queue/queue-store.ts'
import {
  holdable,
  loadServingCopy,
  type OrderedBibRow,
  onShelfForNobody,
  ownOfBib,
  toOrderedBib,
} from '../queue/serve-store.ts'
import type { Channel, Contact, HoldKind } from '../rules/hold.ts'
import { enoughOf, type OrderFacts } from '../rules/order.ts'
import { type CannotServe, whyNotServe } from '../rules/serve.ts'
import type { OrderedBib, Shelved } from '../rules/title.ts'

type Wish = { id: OrderId; bibIds: readonly BibId[]; pickup: PickupLocation; onlyItemId?: ItemId | null }
export type LoadedOrder = OrderFacts & { known: PlacedOrder | null }

/**
 * Locks the patron, so that parallel orders are judged one after the other, and the bibs of an order as below, and
 * loads what it is judged by: in one round trip, unless one of them was merged away meanwhile.
 * @returns null when there is no such patron
 */
export async function lockOrder<W extends Wish>(
  tx: Tx,
  desk: Desk,
  namedPatronId: PatronId,
  wished: W,
  against: 'order' | 'queue',
): Promise<{ patronId: PatronId; wanted: W & { bibIds: BibId[] }; facts: LoadedOrder } | null> {
  const [patronId, bibIds, facts] = await together(
    tx,
    () => lockPatron(tx, namedPatronId),
    () => lockOrderedBibs(tx, wished.bibIds, against),
    () => findOrderFacts(tx, desk, namedPatronId, wished),
  )
  if (patronId === null || facts === null) return null
  const wanted = { ...wished, bibIds }
  const isAsNamed = patronId === namedPatronId && `${bibIds}` === `${wished.bibIds}`
  return { patronId, wanted, facts: isAsNamed ? facts : await loadOrderFacts(tx, desk, patronId, wanted) }
}

/** What an order is judged by, and whether its id was used before. Who is to place it has locked the patron. */
export async function loadOrderFacts(db: Database, desk: Desk, patronId: PatronId, order: Wish): Promise<LoadedOrder> {
  const facts = await findOrderFacts(db, desk, patronId, order)
  assert(facts, 'a patron who orders exists')
  return facts
}

async function findOrderFacts(db: Database, desk: Desk, patronId: PatronId, order: Wish): Promise<LoadedOrder | null> {
  const [row, bibs, onlyCopy] = await together(
    db,
    () => findOrdering(db, desk, patronId, order),
    () => loadOrderedBibs(db, desk, patronId, order.bibIds),
    () => whyOnlyCopy(db, desk, patronId, order),
  )
  if (!row) return null
  return {
    ...toStanding(row),
    runUnfinished: row.run_unfinished,
    pickup: row.pickup ?? 'unknown',
    onlyCopy,
    bibs,
    open: row.open,
    openOf: new Map(Object.entries(row.open_of)),
    placedToday: row.placed_today,
    known: row.known ? await findOrder(db, order.id) : null,
  }
}

type OrderingRow = StandingRow & {
  open: number
  open_of: Record<string, number>
  placed_today: number
  run_unfinished: boolean
  pickup: OrderFacts['pickup'] | null
  known: boolean
}

async function findOrdering(
  db: Database,
  desk: Desk,
  patronId: PatronId,
  order: Wish,
): Promise<OrderingRow | undefined> {
  const { rows } = await sql<OrderingRow>`
    select ${standingColumns(desk.today)}, ${openHolds(sql`h.state not in ('closed', 'cancelApplied')`)},
      ${placedOn(desk.today)} as placed_today, ${isRunUnfinished} as run_unfinished,
      ${pickupStateOf(order.pickup, desk.today)} as pickup,
      exists (select from hold_order where id = ${order.id}) as known
    from patron p where p.id = ${patronId}`.execute(db)
  return rows[0]
}

/** Whether the one copy that staff ask for is of the title, and can serve. */
async function whyOnlyCopy(
  db: Database,
  desk: Desk,
  patronId: PatronId,
  { bibIds, onlyItemId }: Wish,
): Promise<CannotServe | null> {
  if (onlyItemId == null) return null
  const copy = await loadServingCopy(db, desk, onlyItemId, patronId)
  return copy && copy.bibId === bibIds[0] ? whyNotServe(copy, { onlyItemId }) : 'otherCopy'
}

/**
 * Locks the bibs of an order in the order of their numbers, against being merged away until it is placed. One that was
 * merged before is ordered as the one into which it went: the form was older.
 * @param against 'order': the queue may move meanwhile; 'queue': it stands still, for whoever joins it at once
 * @returns the numbers to be ordered, in the order wished, each once; an unknown one stays as it is
 */
export async function lockOrderedBibs(tx: Tx, bibIds: readonly BibId[], against: 'order' | 'queue'): Promise<BibId[]> {
  const lock = against === 'queue' ? sql`for no key update` : sql`for key share`
  const { rows } = await sql<{ id: BibId; merged_into: BibId | null }>`
    select id, merged_into from bib where id = any(${[...bibIds]}::bigint[]) order by id ${lock}`.execute(tx)
  const into = new Map(rows.map(row => [row.id, row.merged_into]))
  const wanted = [...new Set(bibIds.map(id => into.get(id) ?? id))]
  return wanted.every(id => into.has(id) || !rows.some(row => row.merged_into === id))
    ? wanted
    : lockOrderedBibs(tx, wanted, against)
}

/** What matters of bibs to somebody who wants to reserve them; unknown, deleted and merged ones are missing. */
export async function loadOrderedBibs(
  db: Database,
  desk: Pick<Desk, 'policy' | 'today'>,
  patronId: PatronId,
  bibIds: readonly BibId[],
): Promise<Map<BibId, OrderedBib & Shelved>> {
  const { rows } = await sql<OrderedBibRow & Shelved & { id: BibId }>`
    select b.id, ${bibCategory} as category, ${holdable(desk.policy, sql`p.category`)}, ${ownOfBib},
      ${onShelfForNobody(desk.today)} as free
    from bib b join patron p on p.id = ${patronId}
    where b.id = any(${[...bibIds]}::bigint[]) and b.deleted_at is null and b.merged_into is null`.execute(db)
  return new Map(rows.map(row => [row.id, { ...toOrderedBib(row), free: row.free }]))
}

export type PlacedOrder = { id: OrderId; patronId: PatronId | null; holdIds: HoldId[] }

/** An order that was placed before, with its holds; null when the id is new. */
async function findOrder(db: Database, orderId: OrderId): Promise<PlacedOrder | null> {
  const { rows } = await sql<{ patron_id: PatronId | null; hold_ids: HoldId[] }>`
    select o.patron_id, array(select h.id::int from hold h where h.order_id = o.id order by h.order_position) as hold_ids
    from hold_order o where o.id = ${orderId}`.execute(db)
  return rows[0] ? { id: orderId, patronId: rows[0].patron_id, holdIds: rows[0].hold_ids } : null
}

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
        pickup_branch_id, pickup_stop_id, contact, applied_at, suspended_until, enough)
      select ${patronId}, bib_id, ${order.onlyItemId}::bigint, placed.id, position, ${order.kind}, ${order.channel},
        ${atCounter ? 'waiting' : 'applied'}, place, ${order.pickup.branchId}, ${order.pickup.stopId}, ${order.contact}, ${desk.now},
        ${order.startsOn?.subtract({ days: 1 }) ?? null}::date, ${enoughOf(order)}::smallint
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
      }>`
    select o.patron_id, o.kind, h.contact, h.state = 'applied' as applied, h.suspended_until,
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
    lines,
  }
}

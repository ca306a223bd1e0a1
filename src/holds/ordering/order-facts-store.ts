import type { Desk } from '#acting.ts'
import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import { isRunUnfinished } from '#calendar/open-run-store.ts'
import { type Database, sql, type Tx, together } from '#database/database.ts'
import type { BibId, HoldId, ItemId, OrderId, PatronId } from '#ids.ts'
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
import type { NotThisCopy, OrderFacts } from '../rules/order.ts'
import { whyNotServe } from '../rules/serve.ts'
import type { OrderedBib, Shelved } from '../rules/title.ts'

type Wish = { id: OrderId; bibIds: readonly BibId[]; pickup: PickupLocation; onlyItemId?: ItemId | null }
export type LoadedOrder = OrderFacts & { known: PlacedOrder | null }

/**
 * Locks the patron, so that parallel orders are judged one after the other, and the bibs of an order as below, and
 * loads what it is judged by: in one round trip, unless one of them was merged away meanwhile.
 * @returns null when there is no such patron
 */
export async function lockForOrdering<W extends Wish>(
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

/** Whether the one copy that staff ask for is of the title, is shown to whoever orders now, and can serve. */
async function whyOnlyCopy(
  db: Database,
  desk: Desk,
  patronId: PatronId,
  { bibIds, onlyItemId }: Wish,
): Promise<NotThisCopy | null> {
  if (onlyItemId == null) return null
  const copy = await loadServingCopy(db, desk, onlyItemId, patronId)
  if (!copy || copy.bibId !== bibIds[0]) return 'otherCopy'
  return copy.hidden ? 'hidden' : whyNotServe(copy, { onlyItemId })
}

export type PlacedOrder = { id: OrderId; patronId: PatronId | null; holdIds: HoldId[] }

/** An order that was placed before, with its holds; null when the id is new. */
async function findOrder(db: Database, orderId: OrderId): Promise<PlacedOrder | null> {
  const { rows } = await sql<{ patron_id: PatronId | null; hold_ids: HoldId[] }>`
    select o.patron_id, array(select h.id::int from hold h where h.order_id = o.id order by h.order_position) as hold_ids
    from hold_order o where o.id = ${orderId}`.execute(db)
  return rows[0] ? { id: orderId, patronId: rows[0].patron_id, holdIds: rows[0].hold_ids } : null
}

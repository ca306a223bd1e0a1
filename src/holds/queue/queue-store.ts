import type { Desk } from '#acting.ts'
import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import { type Database, sql, type Tx } from '#database/database.ts'
import type { BibId, HoldId, ItemId, PatronId } from '#ids.ts'
import type { Policy } from '#policy.ts'
import { bibCategory, ruleColumn } from '#rule-columns.ts'
import { instantAt, zone } from '#time/clock.ts'
import { type HoldColumns, type HoldRow, type StoredHold, toHold } from '../hold-store.ts'
import type { Contact } from '../rules/hold.ts'
import type { PickupState } from '../rules/order.ts'
import type { PickupCalendar, ShelfClock, ShelfVisit } from '../rules/shelf.ts'
import { servable } from './serve-store.ts'

/**
 * The condition under which a waiting hold `h` may be given a copy today. It stands in every query that chooses or
 * counts: suspended, no longer needed, patron blocked, pickup location closed for good, series member not released
 * (M28): passed by. Scalar subqueries on purpose: they are asked row by row along the queue and stop at the first hold
 * that fits.
 * @param inHand a copy that is being given out: the loan that its return ends just now blocks nobody any more
 */
export function mayBeServed(desk: Pick<Desk, 'today' | 'policy'>, inHand: ItemId | null = null) {
  const { today, policy } = desk
  return sql<boolean>`(
    (h.suspended_until is null or h.suspended_until < ${today})
    and (h.not_needed_after is null or h.not_needed_after >= ${today})
    and (select p.expires_on >= ${today} and p.stopped_because is null from patron p where p.id = h.patron_id)
    and not ${placeHasEnded(today)}
    and ${isReleased(desk)}
    and not ${hasEnough}
    and not ${isOverdue({ today, policy }, inHand)})`
}

/**
 * いずれか予約: whether as many of the order of a hold `h` have come as its patron wants. Nothing is prepared for it then; it
 * ends with the next night, or is wanted again when a copy that came is lost.
 */
export const hasEnough = sql<boolean>`(h.enough is not null and h.enough <= (
  select count(*) from hold m where m.order_id = h.order_id and m.id <> h.id
    and (m.state in ('inTransit', 'ready') or m.closed_why = 'fulfilled')))`

/** Whether the pickup location of a hold `h` is no more: its branch is closed for good, or its stop abolished. */
export const placeHasEnded = (today: Temporal.PlainDate) => sql<boolean>`(
  (select b.closed_for_good_from <= ${today} from branch b where b.id = h.pickup_branch_id) is true
  or (select s.abolished_from <= ${today} from stop s where s.id = h.pickup_stop_id) is true)`

/** Whether the patron of a hold `h` keeps something that is overdue for so long that nothing may be given to them. */
const isOverdue = ({ today, policy }: Pick<Desk, 'today' | 'policy'>, inHand: ItemId | null = null) => sql<boolean>`((
    select l.id from loan l where l.patron_id = h.patron_id and l.returned_at is null
      ${inHand === null ? sql`` : sql`and l.item_id <> ${inHand}`}
      and l.due_on <= ${today}::date - greatest(1, ${overdueDays(policy)}) limit 1) is not null)`

const overdueDays = (policy: Policy) =>
  ruleColumn(policy, 'blockedFromOverdueDays', {
    patron: sql`(select p.category from patron p where p.id = h.patron_id)`,
  })

/**
 * The holds on a bib that wait, and are passed over because of what their patrons keep, because their pickup location
 * is no more, or because enough of their order has come: nothing else will tell it tomorrow.
 */
const passedOver = (desk: Desk, bibId: BibId, place: ReturnType<typeof sql>) => sql<HoldId[] | null>`(
  select json_agg(h.id order by h.id) from hold h
  where h.bib_id = ${bibId} and h.state = 'waiting' and h.item_id is null and h.place < ${place}
    and (${isOverdue(desk)} or ${placeHasEnded(desk.today)} or ${hasEnough}))`

/**
 * Whether every earlier hold of the series of `h` has been released, by the setting of the library (M27); true outside
 * a series.
 */
export function isReleased({ policy }: Pick<Desk, 'policy'>) {
  return sql<boolean>`(h.kind <> 'series' or (
    select e.id from hold e
    where e.order_id = h.order_id and e.kind = 'series' and e.order_position < h.order_position
      and ${unreleased[policy.holds.seriesReleasedWhen]} limit 1) is null)`
}

const unreleased = {
  captured: sql`e.state <> 'closed' and e.item_id is null`,
  checkedOut: sql`e.state <> 'closed'`,
  returned: sql`(e.state <> 'closed' or (e.closed_why = 'fulfilled' and exists (
    select from loan l where l.patron_id = h.patron_id and l.bib_id = e.bib_id and l.returned_at is null)))`,
}

/** As columns of a query about a patron `p`: how many open holds they have, and how many of each item category. */
export const openHolds = (which: ReturnType<typeof sql>) => sql`
  (select count(*)::int from hold h where h.patron_id = p.id and ${which}) as open,
  (select coalesce(json_object_agg(c.category, c.open), '{}') from (
    select ${bibCategory} as category, count(*) as open from hold h join bib b on b.id = h.bib_id
    where h.patron_id = p.id and ${which} group by 1) c) as open_of`

/** How many titles a patron `p` has reserved on a day, whatever has become of them. */
export const placedOn = (day: Temporal.PlainDate) => sql<number>`
  (select count(*)::int from hold h where h.patron_id = p.id
    and h.applied_at >= ${instantAt(day, '00:00')} and h.applied_at < ${instantAt(day.add({ days: 1 }), '00:00')})`

/**
 * The first hold in the queue of a bib that may be given this copy: one statement with every condition in it, no list
 * of candidates. The caller holds the lock of the bib, so the answer stays true until the end of its transaction.
 */
export async function nextHold(
  tx: Tx,
  desk: Desk,
  item: { id: ItemId; bibId: BibId },
): Promise<(StoredHold & { passedOver: HoldId[] | null }) | null> {
  let next = await firstInQueue(tx, desk, item)
  // Another title of its order may come at another desk in this very moment: they are judged one after the other.
  for (let locked = ''; next?.enough && next.orderId !== locked; next = await firstInQueue(tx, desk, item)) {
    locked = next.orderId
    await sql`select 1 from hold_order where id = ${locked} for update`.execute(tx)
  }
  return next
}

async function firstInQueue(
  tx: Tx,
  desk: Desk,
  item: { id: ItemId; bibId: BibId },
): Promise<(StoredHold & { passedOver: HoldId[] | null }) | null> {
  const { rows } = await sql<HoldRow & { passed_over: HoldId[] | null }>`
    select next.*, ${passedOver(desk, item.bibId, sql`next.place`)} as passed_over from (
    select h.* from hold h join item i on i.id = ${item.id}
    where h.bib_id = ${item.bibId} and h.state = 'waiting' and h.item_id is null
      and ${servable(desk, 'inHand')} and ${mayBeServed(desk, item.id)}
    order by h.place, h.id limit 1) next`.execute(tx)
  return rows[0] ? { ...toHold(rows[0]), passedOver: rows[0].passed_over } : null
}

/** The holds that a renewal passes over because nothing can be given to them now. */
export async function passedOverAtRenewal(tx: Tx, desk: Desk, bibId: BibId): Promise<HoldId[] | null> {
  const { rows } = await sql<{ passed_over: HoldId[] | null }>`
    select ${passedOver(desk, bibId, sql`'infinity'::numeric`)} as passed_over`.execute(tx)
  return rows[0]!.passed_over
}

/** Whether somebody else than the patron of a loan waits for the bib and could be given this very copy today. */
export async function othersWait(
  db: Database,
  desk: Desk,
  loan: { bibId: BibId; itemId: ItemId; patronId: PatronId },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from hold h join item i on i.id = ${loan.itemId}
    where h.bib_id = ${loan.bibId} and h.state = 'waiting' and h.item_id is null and h.patron_id <> ${loan.patronId}
      and ${servable(desk)} and ${mayBeServed(desk)} limit 1`.execute(db)
  return rows.length > 0
}

/** The same question for each loan `l` of a list. */
export const othersWaitFor = (desk: Desk) => sql<boolean>`((
  select h.id from hold h join item i on i.id = l.item_id
  where h.bib_id = l.bib_id and h.state = 'waiting' and h.item_id is null and h.patron_id <> l.patron_id
    and ${servable(desk)} and ${mayBeServed(desk)} limit 1) is not null)`

/** What the hold shelf's slip, date and notice of a hold are made of. */
export type ShelfFacts = ShelfClock & {
  holdId: HoldId
  title: string
  /** As patrons know it: 「中央図書館」, 「BM/吉浦」. */
  pickupName: string
  cardLast4: string
  calendar: PickupCalendar
  /** Of a stop: every visit from the day on which the clock begins to the last that can matter. */
  visits: ShelfVisit[]
}

/** What is changed along, and counts before it is stored. */
export type ShelfChange = Pick<HoldColumns, 'pickup' | 'contact' | 'notifiedAt' | 'selfSince' | 'toldUntil'>

/**
 * Loads what the shelf rule needs of some holds. Of the calendar only the days that can matter: the first open ones on
 * or after each date at which the clock could begin or end, and the visits from its beginning on.
 * @param clock a day on which the clock begins for a hold that becomes ready, or is told, now; null: as the hold itself
 * says
 * @param change what is to be different from the hold's row
 */
export async function loadShelfFacts(
  db: Database,
  desk: Desk,
  holdIds: readonly HoldId[],
  clock: Temporal.PlainDate | null,
  change: ShelfChange = {},
): Promise<Map<HoldId, ShelfFacts>> {
  const { pickupDays, unreachedPickupDays } = desk.policy.holds
  const longest = Math.max(pickupDays, unreachedPickupDays)
  const { rows } = await sql<ShelfRow>`
    select d.id, concat_ws(' ', b.title, b.volume) as title,
      case when s.id is null then br.name else concat(br.short_name, '/', s.name) end as pickup_name,
      (select right(c.number, 4) from card c where c.patron_id = d.patron_id and c.retired_on is null) as last4,
      d.shelf_contact as contact, d.ready_on, d.self_on, d.notified_on, d.promised as told_until, d.not_needed_after,
      d.stop_id is not null as is_stop, begins.day as opens_on,
      ${firstOpen(sql`greatest(begins.day + ${pickupDays}::int, d.promised)`)} as open_1,
      ${firstOpen(sql`greatest(begins.day + ${unreachedPickupDays}::int, d.promised)`)} as open_2,
      (select json_agg(json_build_object('day', v.day, 'arrives', v.arrives, 'leaves', v.leaves) order by v.day)
        from stop_visit v where ${comesTo(sql`v`)} and v.day >= d.begun and v.day <= coalesce((
          select min(w.day) from stop_visit w where ${comesTo(sql`w`)}
            and w.day >= greatest(begins.day + ${longest}::int, d.promised)), 'infinity')) as visits
    from (
      select h.*, coalesce(${clock}::date, case when h.shelf_contact = 'self' then coalesce(h.notified_on, h.self_on)
          else h.notified_on end, ${dayIn(sql`h.ready_at`)}) as begun,
        coalesce(${clock}::date, ${dayIn(sql`h.ready_at`)}) as ready_on
      from (
        select h.*, ${change.contact ? sql`${change.contact}::text` : sql`h.contact`} as shelf_contact,
          ${change.pickup ? sql`${change.pickup.branchId}::text` : sql`h.pickup_branch_id`} as branch_id,
          ${change.pickup ? sql`${change.pickup.stopId}::text` : sql`h.pickup_stop_id`} as stop_id,
          ${dayIn(change.notifiedAt === undefined ? sql`h.notified_at` : sql`${change.notifiedAt}::timestamptz`)} as notified_on,
          ${dayIn(change.selfSince === undefined ? sql`h.self_since` : sql`${change.selfSince}::timestamptz`)} as self_on,
          ${change.toldUntil === undefined ? sql`h.told_until` : sql`${change.toldUntil}::date`} as promised
        from hold h where h.id = any(${[...holdIds]}::bigint[])) h
    ) d
    join bib b on b.id = d.bib_id
    join branch br on br.id = d.branch_id
    left join stop s on s.id = d.stop_id
    cross join lateral (select coalesce(${firstOpen(sql`d.begun`)}, d.begun) as day) begins`.execute(db)
  return new Map(rows.map(row => [row.id, toShelfFacts(row)]))
}

type ShelfRow = {
  id: HoldId
  title: string
  pickup_name: string
  last4: string | null
  contact: Contact
  ready_on: Temporal.PlainDate
  self_on: Temporal.PlainDate | null
  notified_on: Temporal.PlainDate | null
  told_until: Temporal.PlainDate | null
  not_needed_after: Temporal.PlainDate | null
  is_stop: boolean
  opens_on: Temporal.PlainDate
  open_1: Temporal.PlainDate | null
  open_2: Temporal.PlainDate | null
  visits: { day: string; arrives: string; leaves: string }[] | null
}

function toShelfFacts(row: ShelfRow): ShelfFacts {
  const visits = (row.visits ?? []).map(({ day, arrives, leaves }) => ({
    day: Temporal.PlainDate.from(day),
    arrives: Temporal.PlainTime.from(arrives),
    leaves: Temporal.PlainTime.from(leaves),
  }))
  return {
    holdId: row.id,
    title: row.title,
    pickupName: row.pickup_name,
    cardLast4: row.last4 ?? '',
    contact: row.contact,
    readyOn: row.ready_on,
    selfSince: row.self_on,
    notifiedOn: row.notified_on,
    toldUntil: row.told_until,
    notNeededAfter: row.not_needed_after,
    calendar: {
      openDays: [row.opens_on, row.open_1, row.open_2].filter(day => day !== null).sort(Temporal.PlainDate.compare),
      visits: row.is_stop ? visits.map(visit => visit.day) : null,
    },
    visits,
  }
}

const firstOpen = (from: ReturnType<typeof sql>) => sql`(
  select o.day from calendar_day o where o.branch_id = d.branch_id and o.day >= ${from}
    and o.opens is not null and (br.closed_for_good_from is null or o.day < br.closed_for_good_from)
  order by o.day limit 1)`

const comesTo = (
  visit: ReturnType<typeof sql>,
) => sql`(${visit}.stop_id = d.stop_id and ${visit}.cancelled_because is null
  and (s.abolished_from is null or ${visit}.day < s.abolished_from))`

const dayIn = (instant: ReturnType<typeof sql>) => sql`(${instant} at time zone ${zone})::date`

/** What a pickup location is today: open, closed for good, the bookmobile itself, or none at all. */
export async function pickupState(tx: Tx, pickup: PickupLocation, today: Temporal.PlainDate): Promise<PickupState> {
  const { rows } = await sql<{ state: PickupState }>`
    select ${pickupStateOf(pickup, today)} as state`.execute(tx)
  return rows[0]!.state
}

/** The same as an expression of a larger query. */
export const pickupStateOf = (pickup: PickupLocation, today: Temporal.PlainDate) => sql<PickupState>`coalesce((
  -- The bookmobile itself is no place: one picks a stop of it (M20).
  select case when br.kind = 'bookmobile' and s.id is null then 'bookmobile' when (br.closed_for_good_from is null or br.closed_for_good_from > ${today})
      and (s.abolished_from is null or s.abolished_from > ${today}) and br.is_pickup then 'open' else 'closed' end
  from branch br left join stop s on s.id = ${pickup.stopId} and s.branch_id = br.id
  where br.id = ${pickup.branchId} and (${pickup.stopId}::text is null) = (s.id is null)), case when ${pickup.branchId} = '' then 'missing' else 'unknown' end)`

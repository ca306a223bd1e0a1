import type { Desk } from '#acting.ts'
import { vanArrives } from '#branches/van-store.ts'
import { type Database, sql } from '#database/database.ts'
import type { BibId, HoldId, PatronId } from '#ids.ts'
import { meanLoanDaysOf } from '#items/loan-length-store.ts'
import { bibCategory } from '#rule-columns.ts'
import { zone } from '#time/clock.ts'
import { type HoldRow, type StoredHold, toHold } from '../hold-store.ts'
import { hasEnough, isReleased, mayBeServed } from '../queue/queue-store.ts'
import { servable } from '../queue/serve-store.ts'
import { stuckBecause } from '../queue/stuck-store.ts'
import type { StuckReason } from '../rules/stuck.ts'

/**
 * What these bibs are called, volume included, in their order. A patron is told of what is hidden only the titles that
 * are theirs already (in their basket, on hold, on loan, in a list of theirs), so that nobody learns a hidden title by
 * its number; the library itself is told all.
 */
export async function loadTitles(
  db: Database,
  reader: PatronId | 'library',
  bibIds: readonly BibId[],
): Promise<{ bibId: BibId; title: string }[]> {
  const { rows } = await sql<{ bibId: BibId; title: string }>`
    select b.id as "bibId", concat_ws(' ', b.title, b.volume) as title
    from unnest(${[...bibIds]}::bigint[]) with ordinality as n (id, nth) join bib b on b.id = n.id
    where ${reader === 'library' ? sql`true` : mayBeNamedTo(reader)} order by n.nth`.execute(db)
  return rows
}

const mayBeNamedTo = (patronId: PatronId) => sql<boolean>`(b.hidden_at is null
  or exists (select from basket_line l where l.patron_id = ${patronId} and l.bib_id = b.id)
  or exists (select from hold h where h.patron_id = ${patronId} and h.bib_id = b.id)
  or exists (select from loan l where l.patron_id = ${patronId} and l.bib_id = b.id)
  or exists (select from wish w join wish_list l on l.id = w.list_id where l.patron_id = ${patronId} and w.bib_id = b.id))`

/** A hold with what a list shows of it. */
export type ListedHold = {
  hold: StoredHold
  title: string
  /** 非公開: the title has no page for now. */
  hidden: boolean
  pickupName: string
  released: boolean
  /** Holds really ahead of it in the queue; null when it does not stand in one. */
  ahead: number | null
  /** Whether somebody who could be served waits behind it in the queue. */
  isFollowed: boolean
  /**
   * Copies that could serve this hold, those of them on a shelf now, and how long a loan of this bib really lasts
   * (null: none known).
   */
  copies: number
  onShelf: number
  meanLoanDays: number | null
  /** None of these is here yet, and some for loan are on order or made ready. */
  isComing: boolean
  /** 資料区分 of its title. */
  category: string
  /** From where it is on its way. */
  transitFrom: string | null
  /** When the van brings it to its pickup place; null: it does not travel, or nobody knows. */
  arrivesOn: Temporal.PlainDate | null
  /** いずれか予約: how many titles its order has (0: it is none), and whether enough of them have come. */
  anyOf: number
  hasEnough: boolean
  membersInSeries: number
  positionInSeries: number
  /** Who it is for: for staff lists only. */
  cardLast4: string | null
  barcode: string | null
  /** Why it cannot be served as it is; null when it can, some day. */
  stuck: StuckReason | null
}

/** Which holds a list is about. */
export type Which =
  | { patronId: PatronId; closedSince: Temporal.Instant }
  | { bibId: BibId }
  | { holdIds: readonly HoldId[] }

/** Loads holds for a page: one statement for all that can be said of them. The queue of a bib comes in its order. */
export async function listHolds(
  db: Database,
  desk: Desk,
  which: Which,
  limit: number,
  offset = 0,
): Promise<ListedHold[]> {
  const { rows } = await sql<HoldRow & Facts>`
    select h.*, concat_ws(' ', b.title, b.volume) as title, b.hidden_at is not null as hidden,
      case when s.id is null then br.name else concat(br.short_name, '/', s.name) end as pickup_name,
      ${isReleased(desk)} as released, ${stuckBecause(desk.today)} as stuck,
      case when h.state = 'waiting' and h.item_id is null then ${countAhead(desk)} end as ahead,
      h.state = 'waiting' and h.item_id is null and ${isFollowed(desk)} as followed,
      i.copies, i.on_shelf, i.copies = 0 and i.coming as is_coming, i.barcode,
      ${bibCategory} as category,
      case when h.state = 'waiting' then ${meanLoanDaysOf(sql`h.bib_id`)} end as mean_loan_days,
      (select coalesce(f.name, b.name) from item i join branch b on b.id = i.current_branch_id
        left join transit t on t.item_id = i.id and t.ended_at is null left join branch f on f.id = t.from_branch_id
        where i.id = h.item_id) as transit_from,
      case when h.state = 'inTransit' and h.pickup_stop_id is null then ${arrivesOn(desk.today)} end as arrives_on,
      case when h.enough is null then 0 else (select count(*) from hold m where m.order_id = h.order_id)::int end as any_of,
      ${hasEnough} as has_enough,
      case when h.kind = 'ordinary' then 0 else (
        select count(*) from hold m where m.order_id = h.order_id and m.kind <> 'ordinary')::int end as members_in_series,
      case when h.kind = 'ordinary' then 0 else (
        select count(*) from hold m where m.order_id = h.order_id and m.kind <> 'ordinary'
          and (m.order_position, m.id) <= (h.order_position, h.id))::int end as position_in_series,
      (select right(c.number, 4) from card c where c.patron_id = h.patron_id and c.retired_on is null) as last4
    from hold h
    cross join lateral (select h.bib_id, h.place, h.id, h.patron_id) own
    join bib b on b.id = h.bib_id
    join branch br on br.id = h.pickup_branch_id
    left join stop s on s.id = h.pickup_stop_id
    cross join lateral (
      select (count(*) filter (where ${servable(desk)}))::int as copies,
        (count(*) filter (where ${servable(desk)} and i.status = 'shelf'))::int as on_shelf,
        coalesce(bool_or(${servable(desk, 'inHand')} and i.status in ('onOrder', 'inProcess')), false) as coming,
        max(barcode) filter (where i.id = h.item_id) as barcode
      from item i where i.bib_id = h.bib_id) i
    where ${condition(which)}
    order by h.place nulls last, h.applied_at, h.id
    limit ${limit} offset ${offset}`.execute(db)
  return rows.map(row => ({
    hold: toHold(row),
    title: row.title,
    hidden: row.hidden,
    pickupName: row.pickup_name,
    released: row.released,
    ahead: row.ahead,
    isFollowed: row.followed,
    copies: row.copies,
    onShelf: row.on_shelf,
    isComing: row.is_coming,
    meanLoanDays: row.mean_loan_days,
    category: row.category,
    transitFrom: row.transit_from,
    arrivesOn: row.arrives_on,
    anyOf: row.any_of,
    hasEnough: row.has_enough,
    membersInSeries: row.members_in_series,
    positionInSeries: row.position_in_series,
    cardLast4: row.last4,
    barcode: row.barcode,
    stuck: row.stuck,
  }))
}

/** How many open holds a bib has. */
export async function countHoldsOfBib(db: Database, bibId: BibId): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from hold where bib_id = ${bibId} and state <> 'closed'`.execute(db)
  return rows[0]!.count
}

/**
 * When the copy of a hold `h` comes to its pickup place: on the road since its scan, or to be sent from where it
 * stands. Sent elsewhere, it is sent on from there, and nobody knows when.
 */
const arrivesOn = (today: Temporal.PlainDate) => sql<Temporal.PlainDate | null>`(
  select case when t.id is null then ${vanArrives(sql`i.current_branch_id`, sql`h.pickup_branch_id`, sql`${today}`)}
      when t.to_branch_id = h.pickup_branch_id
        then ${vanArrives(sql`t.from_branch_id`, sql`h.pickup_branch_id`, sql`(t.sent_at at time zone ${zone})`)} end
  from item i left join transit t on t.item_id = i.id and t.ended_at is null where i.id = h.item_id)`

type Facts = {
  title: string
  hidden: boolean
  pickup_name: string
  released: boolean
  ahead: number | null
  followed: boolean
  copies: number
  on_shelf: number
  is_coming: boolean
  mean_loan_days: number | null
  category: string
  transit_from: string | null
  arrives_on: Temporal.PlainDate | null
  any_of: number
  has_enough: boolean
  members_in_series: number
  position_in_series: number
  last4: string | null
  barcode: string | null
  stuck: StuckReason | null
}

function condition(which: Which) {
  if ('patronId' in which) {
    return sql`h.patron_id = ${which.patronId} and (h.state <> 'closed' or h.closed_at >= ${which.closedSince})`
  }
  if ('bibId' in which) return sql`h.bib_id = ${which.bibId} and h.state <> 'closed'`
  return sql`h.id = any(${[...which.holdIds]}::bigint[])`
}

/**
 * n番目: counts the holds that are really ahead; not followers of a series, blocked patrons, suspended or captured ones.
 */
const countAhead = (desk: Desk) => sql`(
  select count(*) from hold h
  where h.bib_id = own.bib_id and h.state = 'waiting' and h.item_id is null and (h.place, h.id) < (own.place, own.id)
    and ${mayBeServed(desk)})::int`

/** Whether somebody else could be served who stands behind it. */
const isFollowed = (desk: Desk) => sql`exists (
  select from hold h
  where h.bib_id = own.bib_id and h.state = 'waiting' and h.item_id is null and (h.place, h.id) > (own.place, own.id)
    and h.patron_id <> own.patron_id and ${mayBeServed(desk)})`

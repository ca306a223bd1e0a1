import { type Database, sql } from '#database/database.ts'
import type { BibId, BranchId, HoldId, ItemId, PatronId, StopId } from '#ids.ts'
import { zone } from '#time/clock.ts'
import type { Contact } from '../rules/hold.ts'
import type { TransitLine } from './transit-line.ts'

/** A copy on the hold shelf of a branch. */
export type ShelfLine = {
  holdId: HoldId
  patronId: PatronId
  itemId: ItemId
  barcode: string
  bibId: BibId
  title: string
  cardLast4: string
  /** The stop at which it is fetched, on the bookmobile: 「BM/吉浦」. */
  stopName: string | null
  contact: Contact
  notified: boolean
  /**
   * The last four digits of the card before, when the present one was issued since the copy stands there: its slip may
   * say those.
   */
  formerLast4: string | null
  /** Null: kept for a set that is not complete. */
  pickUpBy: Temporal.PlainDate | null
  /** Whether the patron knows that day; else it is the earliest that it can become. */
  isTold: boolean
  /** Past its last day: the coming night ends it. */
  expired: boolean
}

/**
 * Whether a day is one that was told stands in the line itself; until when the untold ones are kept is for the rule to
 * say.
 */
export async function loadShelf(
  db: Database,
  where: { branchId: BranchId; stopId?: StopId },
  today: Temporal.PlainDate,
  limit: number,
): Promise<ShelfLine[]> {
  const { rows } = await sql<{
    id: HoldId
    patron_id: PatronId
    item_id: ItemId
    barcode: string
    bib_id: BibId
    title: string
    last4: string | null
    former4: string | null
    stop_name: string | null
    contact: Contact
    notified: boolean
    pick_up_by: Temporal.PlainDate | null
    expired: boolean
  }>`
    select h.id, h.patron_id, h.item_id, i.barcode, h.bib_id, concat_ws(' ', b.title, b.volume) as title,
      (select right(c.number, 4) from card c where c.patron_id = h.patron_id and c.retired_on is null) as last4,
      (select right(c.number, 4) from card c where c.patron_id = h.patron_id
        and c.retired_on >= (coalesce(h.ready_at, h.captured_at) at time zone ${zone})::date
        order by c.retired_on, c.issued_on limit 1) as former4,
      case when s.id is not null then concat(br.short_name, '/', s.name) end as stop_name, h.contact, h.notified_at is not null as notified, h.pick_up_by,
      coalesce(h.pick_up_by < ${today}, false) as expired
    from item i join hold h on h.item_id = i.id join bib b on b.id = h.bib_id
    join branch br on br.id = h.pickup_branch_id left join stop s on s.id = h.pickup_stop_id
    where i.current_branch_id = ${where.branchId} and i.status = 'holdShelf' and h.state in ('ready', 'waiting')
      and h.pickup_branch_id = i.current_branch_id
      and ${where.stopId === undefined ? sql`true` : sql`h.pickup_stop_id = ${where.stopId}`}
    order by h.pick_up_by nulls last, last4, h.id limit ${limit}`.execute(db)
  return rows.map(row => ({
    holdId: row.id,
    patronId: row.patron_id,
    itemId: row.item_id,
    barcode: row.barcode,
    bibId: row.bib_id,
    title: row.title,
    cardLast4: row.last4 ?? '',
    stopName: row.stop_name,
    contact: row.contact,
    notified: row.notified,
    formerLast4: row.former4,
    isTold: row.notified || row.contact === 'self',
    pickUpBy: row.pick_up_by,
    expired: row.expired,
  }))
}

/** For each of these holds those that stand ready and are told with it: the members of its set, or itself alone. */
export async function readyWith(db: Database, holdIds: readonly HoldId[]): Promise<Map<HoldId, HoldId[]>> {
  const { rows } = await sql<{ id: HoldId; members: HoldId[] }>`
    select h.id, json_agg(m.id order by m.order_position, m.id) as members
    from hold h join hold m on m.order_id = h.order_id and (m.id = h.id or (h.kind = 'set' and m.kind = 'set'))
    where h.id = any(${[...holdIds]}::bigint[]) and m.state = 'ready' group by h.id`.execute(db)
  return new Map(rows.map(row => [row.id, row.members]))
}

/** What is on the road to a branch, or from it, the longest first. */
export async function loadTransits(
  db: Database,
  which: { to: string } | { from: string },
  sentBefore: Temporal.Instant | null,
  limit: number,
): Promise<TransitLine[]> {
  const { rows } = await sql<TransitLine>`
    select t.item_id as "itemId", i.barcode, concat_ws(' ', b.title, b.volume) as title, f.id as from, f.name as "fromName",
      d.id as to, d.name as "toName", t.hold_id as "holdId", t.sent_at as "sentAt"
    from transit t join item i on i.id = t.item_id join bib b on b.id = i.bib_id
    join branch f on f.id = t.from_branch_id join branch d on d.id = t.to_branch_id
    where ${'to' in which ? sql`t.to_branch_id = ${which.to}` : sql`t.from_branch_id = ${which.from}`} and t.ended_at is null
      and ${sentBefore === null ? sql`true` : sql`t.sent_at < ${sentBefore}`}
    order by t.sent_at, t.id limit ${limit}`.execute(db)
  return rows
}

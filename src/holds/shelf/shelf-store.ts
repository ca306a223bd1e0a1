import { type Database, sql } from '#database/database.ts'
import type { Contact } from '../rules/hold.ts'

/** A copy on the hold shelf of a branch. */
export type ShelfLine = {
  holdId: number
  patronId: number
  itemId: number
  barcode: string
  bibId: number
  title: string
  cardLast4: string
  /** The stop at which it is fetched, on the bookmobile. */
  stopName: string | null
  contact: Contact
  notified: boolean
  /** Null: kept for a set that is not complete. */
  pickUpBy: Temporal.PlainDate | null
  /** Past its last day: the coming night ends it. */
  expired: boolean
}

export async function loadShelf(
  db: Database,
  where: { branchId: string; stopId?: string },
  today: Temporal.PlainDate,
  limit: number,
): Promise<ShelfLine[]> {
  const { rows } = await sql<{
    id: number
    patron_id: number
    item_id: number
    barcode: string
    bib_id: number
    title: string
    last4: string | null
    stop_name: string | null
    contact: Contact
    notified: boolean
    pick_up_by: Temporal.PlainDate | null
    expired: boolean
  }>`
    select h.id, h.patron_id, h.item_id, i.barcode, h.bib_id, concat_ws(' ', b.title, b.volume) as title,
      (select right(c.number, 4) from card c where c.patron_id = h.patron_id and c.retired_on is null) as last4,
      s.name as stop_name, h.contact, h.notified_at is not null as notified, h.pick_up_by,
      coalesce(h.pick_up_by < ${today}, false) as expired
    from item i join hold h on h.item_id = i.id join bib b on b.id = h.bib_id
    left join stop s on s.id = h.pickup_stop_id
    where i.current_branch_id = ${where.branchId} and i.status = 'holdShelf' and h.state in ('ready', 'waiting')
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
    pickUpBy: row.pick_up_by,
    expired: row.expired,
  }))
}

/** A copy that was taken off a hold shelf and not scanned since: it is to be put back or sent. */
export type ReshelveLine = { itemId: number; barcode: string; title: string; to: string; toName: string }

export async function loadReshelve(db: Database, branchId: string, limit: number): Promise<ReshelveLine[]> {
  const { rows } = await sql<{ id: number; barcode: string; title: string; to: string; to_name: string }>`
    select i.id, i.barcode, concat_ws(' ', b.title, b.volume) as title, i.current_branch_id as to, br.name as to_name
    from (select distinct on (item_id) item_id, why, branch_id from item_event
      where item_id in (select item_id from item_event where why = 'offHoldShelf' and branch_id = ${branchId})
      order by item_id, id desc) last
    join item i on i.id = last.item_id join bib b on b.id = i.bib_id join branch br on br.id = i.current_branch_id
    where last.why = 'offHoldShelf' and last.branch_id = ${branchId} and i.status in ('shelf', 'transit')
    order by i.call_number nulls last, i.id limit ${limit}`.execute(db)
  return rows.map(row => ({
    itemId: row.id,
    barcode: row.barcode,
    title: row.title,
    to: row.to,
    toName: row.to_name,
  }))
}

/** A copy on its way to a branch. */
export type TransitLine = {
  itemId: number
  barcode: string
  title: string
  from: string
  fromName: string
  holdId: number | null
  sentAt: Temporal.Instant
}

export async function loadTransitsTo(db: Database, branchId: string, limit: number): Promise<TransitLine[]> {
  const { rows } = await sql<{
    item_id: number
    barcode: string
    title: string
    from: string
    from_name: string
    hold_id: number | null
    sent_at: Temporal.Instant
  }>`
    select t.item_id, i.barcode, concat_ws(' ', b.title, b.volume) as title, t.from_branch_id as from, br.name as from_name,
      t.hold_id, t.sent_at
    from transit t join item i on i.id = t.item_id join bib b on b.id = i.bib_id join branch br on br.id = t.from_branch_id
    where t.to_branch_id = ${branchId} and t.ended_at is null order by t.sent_at, t.id limit ${limit}`.execute(db)
  return rows.map(row => ({
    itemId: row.item_id,
    barcode: row.barcode,
    title: row.title,
    from: row.from,
    fromName: row.from_name,
    holdId: row.hold_id,
    sentAt: row.sent_at,
  }))
}

import { sql, type Tx } from '#database/database.ts'
import type { HoldId } from '#ids.ts'

/** Open holds in the order of their places; those that have none yet come last, in the order in which they applied. */
export const movingHolds = sql<Record<string, unknown>>`
    select k.key as patron, b.source_key as record, state, i.barcode as item, o.barcode as only_item, order_id as order, order_position,
      ho.kind as order_kind, h.kind, h.channel, pickup_branch_id as pickup_branch, pickup_stop_id as pickup_stop, contact,
      applied_at, captured_at, ready_at, notified_at, pick_up_by, suspended_until, not_needed_after, enough
    from hold h join bib b on b.id = h.bib_id join hold_order ho on ho.id = order_id
    join (select id, row_number() over (order by id) as key from patron) k on k.id = h.patron_id
    left join item i on i.id = h.item_id left join item o on o.id = only_item_id
    where state <> 'closed' order by h.place nulls last, applied_at, h.id`

/**
 * Open holds, in the order of the rows, with their shelf days as they are: whoever was told theirs keeps it. The
 * story of each begins with the moving. An order that is no UUID is made one. Reads `moving_patron`.
 */
export async function takeInHolds(tx: Tx, rows: string, now: Temporal.Instant): Promise<void> {
  await sql`
    create temp table moving_hold on commit drop as
    select r.*, k.id as patron_id, b.id as bib_id, i.id as item_id, o.id as only_item_id,
      case when "order" ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then "order"::uuid else md5("order")::uuid end as order_id
    from rows from (jsonb_to_recordset(${rows}::jsonb) as (patron text, record text, state text, item text, only_item text, "order" text,
      order_position smallint, order_kind text, kind text, channel text, pickup_branch text, pickup_stop text, contact text,
      applied_at timestamptz, captured_at timestamptz, ready_at timestamptz, notified_at timestamptz, pick_up_by date,
      suspended_until date, not_needed_after date, enough smallint)) with ordinality r (patron, record, state, item, only_item, "order", order_position,
      order_kind, kind, channel, pickup_branch, pickup_stop, contact, applied_at, captured_at, ready_at, notified_at, pick_up_by,
      suspended_until, not_needed_after, enough, nth)
    join moving_patron k on k.key = r.patron join bib b on b.source_key = r.record
    left join item i on i.barcode = r.item left join item o on o.barcode = r.only_item`.execute(tx)
  await sql`
    insert into hold_order (id, patron_id, kind, channel, placed_at)
    select distinct on (order_id) order_id, patron_id, coalesce(order_kind, 'ordinary'), coalesce(channel, 'counter'), applied_at
    from moving_hold order by order_id, nth on conflict (id) do nothing`.execute(tx)
  await sql`
    with placed as (insert into hold (patron_id, bib_id, only_item_id, order_id, order_position, kind, channel, state, place, item_id,
      pickup_branch_id, pickup_stop_id, contact, applied_at, captured_at, ready_at, notified_at, pick_up_by, told_until, suspended_until,
      not_needed_after, enough)
    select patron_id, bib_id, only_item_id, order_id, coalesce(order_position, 1), coalesce(kind, 'ordinary'),
      coalesce(channel, 'counter'), state, case when state <> 'applied' then nextval('hold_place') end, item_id, pickup_branch,
      pickup_stop, contact, applied_at, captured_at, ready_at, notified_at, pick_up_by,
      case when state = 'ready' and (contact = 'self' or notified_at is not null) then pick_up_by end, suspended_until, not_needed_after, enough
    from (select * from moving_hold order by nth) in_order order by nth returning id, state, item_id)
    insert into hold_event (hold_id, at, actor, from_state, to_state, why, item_id)
    select id, ${now}::timestamptz, 'system', null, state, 'moveIn', item_id from placed order by id`.execute(tx)
  await sql`drop table moving_hold`.execute(tx)
}

/** Ready holds whose patrons wait to be told, in groups that are told together: the members of a set, or one hold. */
export async function readyUntold(tx: Tx): Promise<HoldId[][]> {
  const { rows } = await sql<{ ids: HoldId[] }>`
    select json_agg(id order by id) as ids from hold where state = 'ready' and contact <> 'self' and notified_at is null
    group by case when kind = 'set' then order_id::text else id::text end order by min(id)`.execute(tx)
  return rows.map(({ ids }) => ids)
}

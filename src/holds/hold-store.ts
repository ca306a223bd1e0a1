import type { Desk } from '#acting.ts'
import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import { type Row, sql, type Tx } from '#database/database.ts'
import type { BibId, HoldId, ItemId, OrderId, PatronId } from '#ids.ts'
import { actorName } from '#library.ts'
import { withdrawFallen } from '#notices/fallen-store.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { assert } from '#std/assert.ts'
import { slipOf } from './queue/shelved-store.ts'
import { type Contact, type Hold, type HoldKind, type HoldState, itemOf } from './rules/hold.ts'
import type { Happened } from './rules/steps.ts'
import { mayHappen, storedState } from './rules/transition.ts'

/** A hold as the tables have it: with its place in the queue and the instants of its life. */
export type StoredHold = Hold & {
  place: number | null
  capturedAt: Temporal.Instant | null
  readyAt: Temporal.Instant | null
  notifiedAt: Temporal.Instant | null
  /** Since when its patron looks for themself, when it was ready before. */
  selfSince: Temporal.Instant | null
  pickUpBy: Temporal.PlainDate | null
  /** The last day on the hold shelf that its patron was told. */
  toldUntil: Temporal.PlainDate | null
  closedAt: Temporal.Instant | null
  closedDetail: string | null
}

export type HoldRow = Row<'hold'>

export function toHold(row: HoldRow): StoredHold {
  return {
    id: row.id,
    patronId: row.patron_id,
    bibId: row.bib_id,
    onlyItemId: row.only_item_id,
    orderId: row.order_id,
    orderPosition: row.order_position,
    kind: row.kind,
    channel: row.channel,
    state: toState(row),
    pickup: { branchId: row.pickup_branch_id, stopId: row.pickup_stop_id },
    contact: row.contact,
    appliedAt: row.applied_at,
    suspendedUntil: row.suspended_until,
    notNeededAfter: row.not_needed_after,
    enough: row.enough,
    place: row.place,
    capturedAt: row.captured_at,
    readyAt: row.ready_at,
    notifiedAt: row.notified_at,
    selfSince: row.self_since,
    pickUpBy: row.pick_up_by,
    toldUntil: row.told_until,
    closedAt: row.closed_at,
    closedDetail: row.closed_detail,
  }
}

function toState(row: HoldRow): HoldState {
  switch (row.state) {
    case 'applied':
      return { is: 'applied' }
    case 'waiting':
      return row.item_id === null ? { is: 'waiting' } : { is: 'captured', itemId: row.item_id }
    case 'inTransit':
      return { is: 'inTransit', itemId: row.item_id! }
    case 'ready':
      return { is: 'ready', itemId: row.item_id!, pickUpBy: row.pick_up_by! }
    case 'cancelApplied':
      return { is: 'cancelApplied', itemId: row.item_id }
    case 'closed':
      return { is: 'closed', why: row.closed_why! }
  }
}

/**
 * One step in the life of a hold. Its columns follow from the states and from what happened; what changes along with
 * it for another reason stands in `set` of the call.
 */
export type HoldChange = { hold: Pick<Hold, 'id' | 'state'>; to: HoldState } & Happened

/** Columns that may change along with a step; the same for all holds of one call. */
export type HoldColumns = {
  pickup?: PickupLocation
  contact?: Contact
  notifiedAt?: Temporal.Instant | null
  /** Since when it is ready, when that was before now. */
  readyAt?: Temporal.Instant
  /** Who is contacted otherwise from now on looks for themself since then. */
  selfSince?: Temporal.Instant | null
  /**
   * Null: the last day that was told counts for nothing, for nobody was told after all. A day: it is told with this,
   * and stands in the state.
   */
  toldUntil?: Temporal.PlainDate | null
  order?: { id: OrderId; firstPosition: number; kind: HoldKind }
  bibId?: BibId
  patronId?: PatronId
  onlyItemId?: ItemId | null
}

/**
 * The only way a hold changes, for web, counter and night alike: its row and one row of history, in one statement. What
 * the row tells of before (bib, patron, place, pickup location) is read here, so that nobody can forget it. The caller
 * has locked what it judged; a hold that is no longer as it was judged is a bug.
 */
export async function saveTransition(
  tx: Tx,
  desk: Desk,
  changes: readonly HoldChange[],
  set: HoldColumns = {},
): Promise<void> {
  if (changes.length === 0) return
  for (const { hold, to, why } of changes) {
    assert(mayHappen(why, hold.state, to), `a hold goes from ${hold.state.is} to ${to.is} by ${why}`)
  }
  const said = changes.map((change, n) => ({
    n,
    id: change.hold.id,
    from_state: storedState(change.hold.state),
    to_state: storedState(change.to),
    item_id: itemOf(change.to),
    pick_up_by: change.to.is === 'ready' ? change.to.pickUpBy : null,
    closed_why: change.to.is === 'closed' ? change.to.why : null,
    why: change.why,
    event_item_id: 'itemId' in change ? change.itemId : (itemOf(change.to) ?? itemOf(change.hold.state)),
    ...keptOf(change),
  }))
  const { rows } = await sql<{ saved: number; told: Told[] | null }>`
    with said as materialized (
      -- Places are drawn in the order of the changes, before anything is joined to them.
      select c.*, case when c.joins then nextval('hold_place') end as new_place
      from (select * from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as c (
        n int, id bigint, from_state text, to_state text, item_id bigint, pick_up_by date, closed_why text,
        closed_detail text, joins boolean, before_hold bigint, until date, why text, event_item_id bigint, detail text,
        reason text, beyond_limit boolean, passed_over bigint[], slip boolean)
        -- Takes all of them. It tells the planner how few they are: it would read every hold there is for a hundred.
        order by n limit ${said.length}) c
    ), change as materialized (
      select c.*, old.bib_id as old_bib, old.patron_id as old_patron, old.place as old_place, old.pickup_branch_id as old_branch,
        old.pickup_stop_id as old_stop, old.item_id as old_item,
        old.notified_at is not null and old.contact <> 'self' as was_told
      from said c join hold old on old.id = c.id
    ), changed as (
      update hold h set
        state = c.to_state,
        place = case when c.before_hold is null then coalesce(c.new_place, h.place) else ${placeBeforeHold} end,
        suspended_until = case c.why when 'suspend' then c.until when 'resume' then null else h.suspended_until end,
        not_needed_after = case c.why when 'neededUntil' then c.until else h.not_needed_after end,
        item_id = c.item_id,
        captured_at = case
          when c.to_state = 'closed' then h.captured_at
          when c.item_id is null then null
          when h.item_id = c.item_id or (h.state = 'closed' and h.captured_at is not null) then h.captured_at
          else ${desk.now} end,
        ready_at = case when c.to_state = 'ready' then coalesce(h.ready_at, ${set.readyAt ?? desk.now}) end,
        notified_at = case when c.to_state in ('ready', 'closed') then
          ${set.notifiedAt === undefined ? sql`h.notified_at` : sql`${set.notifiedAt}::timestamptz`} end,
        self_since = case when c.to_state in ('ready', 'closed') then
          ${set.selfSince === undefined ? sql`h.self_since` : sql`${set.selfSince}::timestamptz`} end,
        pick_up_by = c.pick_up_by,
        told_until = ${toldUntil(set)},
        closed_at = case when c.to_state = 'closed' then coalesce(h.closed_at, ${desk.now}::timestamptz) end,
        closed_why = c.closed_why,
        closed_detail = coalesce(c.closed_detail, h.closed_detail),
        slip = case when c.item_id is null then null when c.slip then ${slipOf} when h.item_id = c.item_id then h.slip end
        ${columns(set)}
      from change c
      where h.id = c.id and h.state = c.from_state
      -- With what was said of them: a join of a thousand changes to themselves costs a million comparisons.
      returning c.*, h.bib_id, h.patron_id, h.place, h.pickup_branch_id, h.pickup_stop_id, h.contact
    ), logged as (
      insert into hold_event (hold_id, at, actor, from_state, to_state, why, item_id, detail, reason, beyond_limit, passed_over, contact,
        from_bib_id, from_patron_id, from_place, to_place, from_branch_id, from_stop_id, to_branch_id, to_stop_id, had_item_id)
      select c.id, ${desk.now}, ${actorName(desk.actor)}, c.from_state, c.to_state, c.why, c.event_item_id, c.detail, c.reason,
        coalesce(c.beyond_limit, false), c.passed_over, c.contact,
        case when c.bib_id <> c.old_bib then c.old_bib end, case when c.patron_id <> c.old_patron then c.old_patron end,
        case when c.place <> c.old_place then c.old_place end, case when c.place is distinct from c.old_place then c.place end,
        case when moved then c.old_branch end, case when moved then c.old_stop end,
        case when moved then c.pickup_branch_id end, case when moved then c.pickup_stop_id end, c.old_item
      from changed c
      cross join lateral (
        select (c.pickup_branch_id, c.pickup_stop_id) is distinct from (c.old_branch, c.old_stop) as moved) m
      order by c.n
    )
    select count(*)::int as saved,
      json_agg(json_build_object('n', c.n, 'patronId', c.patron_id, 'contact', c.contact,
          'title', (select concat_ws(' ', b.title, b.volume) from bib b where b.id = c.bib_id)) order by c.n)
        filter (where c.was_told and c.from_state = 'ready') as told
    from changed c`.execute(tx)
  const { saved, told } = rows[0]!
  assert(saved === changes.length, 'a hold is still as it was when it was judged')
  await noticesFollow(tx, desk, changes, told ?? [])
}

/** What is written of a happening beside the states between which it leads. */
type Kept = {
  /** It joins the queue, or moves to its end. */
  joins: boolean
  before_hold: HoldId | null
  until: Temporal.PlainDate | null
  /** What the patron is told about the end: a refusal's code, or who cancelled. */
  closed_detail: string | null
  detail: string | null
  /** The words of the staff who did it. */
  reason: string | null
  /** From now on it may stand beyond the limit. */
  beyond_limit: boolean
  passed_over: readonly HoldId[] | null
  slip: boolean
}

/** What is not said is nothing, or false. */
function keptOf(change: HoldChange): Partial<Kept> {
  switch (change.why) {
    case 'takeIn':
      return { joins: true }
    case 'applyCancel':
      // One that has not joined the queue gets its place now: the tables want one of every hold that was not refused.
      return { joins: change.hold.state.is === 'applied' }
    case 'refuse':
      return { detail: change.refusal, closed_detail: change.refusal }
    case 'cancel':
      return { reason: change.reason, closed_detail: change.because ?? 'staff' }
    case 'takeCancelIn':
      return { closed_detail: 'patron' }
    case 'notNeeded':
    case 'enough':
    case 'fallTogether':
    case 'alreadyHave':
      return { closed_detail: change.why }
    case 'expire':
      return { closed_detail: change.notNeeded ? 'notNeeded' : null }
    case 'capture':
    case 'arrive':
      return { passed_over: change.passedOver, slip: change.inHand }
    case 'undo':
      return { slip: change.to.is === 'ready' }
    case 'lose':
    case 'letGo':
      return { detail: change.by }
    case 'suspend':
    case 'neededUntil':
    case 'lengthen':
      return { until: change.until, detail: change.until?.toString() ?? null }
    case 'move':
      return { reason: change.reason, joins: change.before === null, before_hold: change.before }
    case 'giveWay':
      return { joins: change.before === null, before_hold: change.before }
    case 'moveToTitle':
      return { reason: change.reason }
    case 'convert':
      return { detail: change.into }
    case 'rebind':
      return { beyond_limit: change.beyondLimit }
    case 'notice':
      return { detail: change.takenBack }
    case 'keep':
    case 'complete':
    case 'astray':
    case 'resume':
    case 'placeEnded':
    case 'checkOut':
    case 'moveDate':
    case 'changePickup':
      return {}
    default:
      return change satisfies never
  }
}

/** The nth change is of a hold whose patron was told that it stands ready. */
type Told = { n: number; patronId: PatronId; contact: Contact; title: string }

/**
 * What a step means for what is told: what a hold stood ready for, or ended by, and is not told yet is withdrawn; a
 * patron who was told that a copy is ready, and for whom it is not any more, is told that too. Who asked for another
 * place knows it.
 */
async function noticesFollow(tx: Tx, desk: Desk, changes: readonly HoldChange[], told: readonly Told[]): Promise<void> {
  const turned = changes.filter(
    ({ hold: { state }, to }) => state.is !== to.is && [state.is, to.is].some(is => is === 'ready' || is === 'closed'),
  )
  if (turned.length === 0) return
  await withdrawFallen(tx, desk, { holdIds: turned.map(({ hold }) => hold.id) })
  const vain = told
    .map(one => ({ ...one, change: changes[one.n]! }))
    .filter(({ change: { to, why } }) => to.is !== 'ready' && to.is !== 'closed' && why !== 'changePickup')
  await writeNotices(
    tx,
    desk,
    vain.map(({ change, patronId, contact, title }) => ({
      kind: 'unavailable',
      dedupeKey: `unavailable:hold:${change.hold.id}:${desk.now}`,
      patronId,
      holdId: change.hold.id,
      contact,
      facts: { titles: [title] },
    })),
  )
}

/** A day told is kept as long as the hold is ready, and after its end as what was promised (invariant 8). */
function toldUntil(set: HoldColumns) {
  if (set.toldUntil === null) return sql`null::date`
  const contact = set.contact === undefined ? sql`h.contact` : sql`${set.contact}::text`
  const notified = set.notifiedAt === undefined ? sql`h.notified_at` : sql`${set.notifiedAt}::timestamptz`
  return sql`case
    when c.to_state = 'ready' and (${contact} = 'self' or ${notified} is not null) then greatest(h.told_until, c.pick_up_by)
    when c.to_state in ('ready', 'closed') then h.told_until end`
}

function columns(set: HoldColumns) {
  const parts = [
    set.pickup && sql`pickup_branch_id = ${set.pickup.branchId}, pickup_stop_id = ${set.pickup.stopId}`,
    set.contact && sql`contact = ${set.contact}`,
    set.order &&
      sql`order_id = ${set.order.id}, kind = ${set.order.kind}, enough = null, order_position = ${set.order.firstPosition}::int + c.n`,
    set.bibId !== undefined && sql`bib_id = ${set.bibId}`,
    set.patronId !== undefined && sql`patron_id = ${set.patronId}`,
    set.onlyItemId !== undefined && sql`only_item_id = ${set.onlyItemId}`,
  ].filter(part => !!part)
  return sql.join(
    parts.map(part => sql`, ${part}`),
    sql``,
  )
}

/**
 * Halfway between a hold and the one before it, in exact numbers: there is room for ever. Close to the hold, however
 * far the other is: should two queues become one (統合), it passes over nobody of the other whom it need not.
 */
const placeBeforeHold = sql`(
  select (target.place + greatest(
      (select max(other.place) from hold other where other.bib_id = target.bib_id and other.place < target.place),
      target.place - 2)) * 0.5
  from hold target where target.id = c.before_hold)`

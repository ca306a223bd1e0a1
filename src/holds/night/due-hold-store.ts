import type { Desk } from '#acting.ts'
import { type Database, sql, type Tx } from '#database/database.ts'
import type { BibId, BranchId, HoldId, OrderId } from '#ids.ts'
import { bibCategory } from '#rule-columns.ts'
import { lockBibs } from '../hold-locks-store.ts'
import { type HoldRow, type StoredHold, toHold } from '../hold-store.ts'
import { hasEnough, openHolds } from '../queue/queue-store.ts'
import { holdable } from '../queue/serve-store.ts'

/** Some holds whose cancellation was applied for before an instant. */
export async function findCancelApplied(
  tx: Tx,
  until: Temporal.Instant,
  limit: number,
): Promise<{ id: HoldId; bibId: BibId }[]> {
  const { rows } = await sql<{ id: HoldId; bib_id: BibId }>`
    select id, bib_id from hold h where state = 'cancelApplied' and not exists (
      select from hold_event e where e.hold_id = h.id and e.why = 'applyCancel' and e.at >= ${until})
    order by id limit ${limit}`.execute(tx)
  return rows.map(row => ({ id: row.id, bibId: row.bib_id }))
}

/** Those of them that still are, under the locks of their bibs and rows. */
export async function lockCancelApplied(tx: Tx, found: readonly { id: HoldId; bibId: BibId }[]): Promise<StoredHold[]> {
  return lockInState(tx, found, 'cancelApplied')
}

async function lockInState(
  tx: Tx,
  found: readonly { id: HoldId; bibId: BibId }[],
  state: 'applied' | 'cancelApplied' | 'ready' | 'waiting',
): Promise<StoredHold[]> {
  if (found.length === 0) return []
  const bibIds = await lockBibsOnce(tx, found)
  const { rows } = await sql<HoldRow>`
    select * from hold where id = any(${found.map(one => one.id)}::bigint[]) and state = ${state} and bib_id = any(${bibIds}::bigint[])
    order by id for update`.execute(tx)
  return rows.map(toHold)
}

/** A hold whose record was merged meanwhile is left to the next batch, which finds it under its new one. */
async function lockBibsOnce(tx: Tx, found: readonly { bibId: BibId }[]): Promise<BibId[]> {
  const bibIds = [...new Set(found.map(one => one.bibId))]
  await lockBibs(tx, bibIds)
  return bibIds
}

/** Ready holds past their last day, the longest waiting first. */
export async function findExpired(db: Database, today: Temporal.PlainDate, limit: number): Promise<HoldId[]> {
  const { rows } = await sql<{ id: HoldId }>`
    select id from hold where state = 'ready' and pick_up_by < ${today} order by pick_up_by, id limit ${limit}`.execute(
    db,
  )
  return rows.map(row => row.id)
}

/** Holds that wait, or are on their way, although their patron needs them no longer. */
export async function findNotNeeded(db: Database, today: Temporal.PlainDate, limit: number): Promise<HoldId[]> {
  const { rows } = await sql<{ id: HoldId }>`
    select id from hold where state in ('applied', 'waiting', 'inTransit') and not_needed_after < ${today} order by id limit ${limit}`.execute(
    db,
  )
  return rows.map(row => row.id)
}

/** Holds that wait although as many of their order have come as their patron wants. */
export async function findEnough(db: Database, limit: number): Promise<HoldId[]> {
  const { rows } = await sql<{ id: HoldId }>`
    select h.id from hold h
    where h.enough is not null and h.state in ('applied', 'waiting') and h.item_id is null and ${hasEnough}
    order by h.id limit ${limit}`.execute(db)
  return rows.map(row => row.id)
}

export async function isEnough(tx: Tx, holdId: HoldId): Promise<boolean> {
  const { rows } = await sql`select 1 from hold h where h.id = ${holdId} and ${hasEnough}`.execute(tx)
  return rows.length > 0
}

/** Sets of which every open member is captured: they should be ready. */
export async function findKeptSets(db: Database, limit: number): Promise<OrderId[]> {
  const { rows } = await sql<{ order_id: OrderId }>`
    select k.order_id from hold k
    where k.state = 'waiting' and k.item_id is not null and not exists (
      select from hold m left join item i on i.id = m.item_id
      where m.order_id = k.order_id and m.kind = 'set' and m.state in ('applied', 'waiting')
        and (i.status is distinct from 'holdShelf' or i.current_branch_id <> m.pickup_branch_id))
    group by k.order_id order by k.order_id limit ${limit}`.execute(db)
  return rows.map(row => row.order_id)
}

/** The oldest applications from before an instant, in the order in which they are taken in (M41). */
export async function findApplied(
  tx: Tx,
  until: Temporal.Instant,
  limit: number,
): Promise<{ id: HoldId; bibId: BibId }[]> {
  const { rows } = await sql<{ id: HoldId; bib_id: BibId }>`
    select id, bib_id from hold where state = 'applied' and applied_at < ${until}
    order by applied_at, id limit ${limit}`.execute(tx)
  return rows.map(row => ({ id: row.id, bibId: row.bib_id }))
}

/** What an application is judged by when it is taken in, together with the hold. */
export type Application = {
  hold: StoredHold
  category: string
  expiresOn: Temporal.PlainDate
  stopped: boolean
  overdueDays: number
  itemCategory: string
  held: boolean
  lendable: boolean
  mayBeHeld: boolean
  onLoan: boolean
  /** Lent to the patron and returned since they applied: they have had it. */
  borrowedMeanwhile: boolean
  pickupOpen: boolean
  /** It came over from another card of the same person: each of the two was within its limit. */
  beyondLimit: boolean
  /** Open holds of the patron that are in the queue already, and how many of each item category. */
  open: number
  openOf: ReadonlyMap<string, number>
}

/** Locks the bibs and holds of a batch of applications and loads their facts, oldest first. */
export async function lockApplications(
  tx: Tx,
  desk: Desk,
  found: readonly { id: HoldId; bibId: BibId }[],
): Promise<Application[]> {
  if (found.length === 0) return []
  const bibIds = await lockBibsOnce(tx, found)
  const { rows } = await sql<HoldRow & Facts>`
    select h.*, p.category, p.expires_on, p.stopped_because is not null or p.merged_into is not null as stopped,
      coalesce(greatest(0, ${desk.today}::date - (
        select min(l.due_on) from loan l where l.patron_id = h.patron_id and l.returned_at is null)), 0) as overdue_days,
      ${bibCategory} as item_category,
      ${holdable(desk.policy, sql`p.category`, 'before')},
      exists (select from loan l where l.patron_id = h.patron_id and l.bib_id = h.bib_id and l.lent_at > h.applied_at
        and l.returned_at is not null) as borrowed_meanwhile,
      exists (select from loan l where l.patron_id = h.patron_id and l.bib_id = h.bib_id and l.returned_at is null) as on_loan,
      (br.closed_for_good_from is null or br.closed_for_good_from > ${desk.today})
        and (s.abolished_from is null or s.abolished_from > ${desk.today}) as pickup_open,
      exists (select from hold_event e where e.hold_id = h.id and e.beyond_limit) as beyond_limit,
      ${openHolds(sql`h.state not in ('closed', 'applied', 'cancelApplied')`)}
    from (select * from hold where id = any(${found.map(one => one.id)}::bigint[]) and state = 'applied'
      and bib_id = any(${bibIds}::bigint[]) for update) h
    join patron p on p.id = h.patron_id
    join bib b on b.id = h.bib_id
    join branch br on br.id = h.pickup_branch_id
    left join stop s on s.id = h.pickup_stop_id
    order by h.applied_at, h.id`.execute(tx)
  return rows.map(row => ({
    hold: toHold(row),
    category: row.category,
    expiresOn: row.expires_on,
    stopped: row.stopped,
    overdueDays: row.overdue_days,
    itemCategory: row.item_category,
    held: row.held,
    lendable: row.lendable,
    mayBeHeld: row.may_be_held,
    onLoan: row.on_loan,
    borrowedMeanwhile: row.borrowed_meanwhile,
    pickupOpen: row.pickup_open,
    beyondLimit: row.beyond_limit,
    open: row.open,
    openOf: new Map(Object.entries(row.open_of)),
  }))
}

type Facts = {
  category: Application['category']
  expires_on: Temporal.PlainDate
  stopped: boolean
  overdue_days: number
  beyond_limit: boolean
  item_category: string
  held: boolean
  lendable: boolean
  may_be_held: boolean
  on_loan: boolean
  borrowed_meanwhile: boolean
  pickup_open: boolean
  open: number
  open_of: Record<string, number>
}

/** Every ready hold at a branch or one of its stops, with the date that is stored. */
export async function findReadyDates(
  tx: Tx,
  branchId: BranchId,
): Promise<{ id: HoldId; pickUpBy: Temporal.PlainDate }[]> {
  const { rows } = await sql<{ id: HoldId; pick_up_by: Temporal.PlainDate }>`
    select id, pick_up_by from hold
    where state = 'ready' and pickup_branch_id = ${branchId} order by id`.execute(tx)
  return rows.map(row => ({ id: row.id, pickUpBy: row.pick_up_by }))
}

/** Every ready hold at a branch or one of its stops. */
export async function findReadyAt(db: Database, branchId: BranchId): Promise<HoldId[]> {
  const { rows } = await sql<{ id: HoldId }>`
    select id from hold where state = 'ready' and pickup_branch_id = ${branchId} order by id`.execute(db)
  return rows.map(row => row.id)
}

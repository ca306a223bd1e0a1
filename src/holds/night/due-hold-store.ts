import { type Database, sql, type Tx } from '#database/database.ts'
import type { BibId, BranchId, HoldId, OrderId } from '#ids.ts'
import { lockBibs } from '../hold-locks-store.ts'
import { type HoldRow, type StoredHold, toHold } from '../hold-store.ts'
import { hasEnough } from '../queue/queue-store.ts'

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
export async function lockBibsOnce(tx: Tx, found: readonly { bibId: BibId }[]): Promise<BibId[]> {
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

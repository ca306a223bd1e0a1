import type { Desk } from '#acting.ts'
import { type Database, sql, type Tx } from '#database/database.ts'
import type { BibId, BranchId, HoldId, ItemId } from '#ids.ts'
import { storedBarcode } from '#items/item-store.ts'
import { isStayingNumber, itemCategory } from '#rule-columns.ts'
import { mayBeServed } from '../queue/queue-store.ts'
import { servable } from '../queue/serve-store.ts'
import type { PullCopy, PullHold } from '../rules/pulls.ts'

/**
 * A copy `i` that can be fetched: on the open shelf, or still on the hold shelf for nobody. It is in hand only when it
 * is scanned, so the list says where it really stands.
 */
const isFree = sql<boolean>`(i.status = 'shelf' or (i.status = 'holdShelf' and not exists (select from hold b where b.item_id = i.id)))`

/** Titles that somebody waits for, as a query of their numbers. */
type Titles = ReturnType<typeof sql>

/** Those of which a copy can be fetched at a branch: the ones that have been waited for longest, up to a number. */
export const titlesAt = (branchId: BranchId, max: number): Titles => sql`
  with wanted as materialized (
    select bib_id, min(place) as first from hold where state = 'waiting' and item_id is null group by bib_id
  )
  select w.bib_id from wanted w where exists (
    select from item i where i.bib_id = w.bib_id and ${isFree} and i.loan_rule <> 'reference'
      and i.current_branch_id = ${branchId})
  order by w.first limit ${max}`

/** These very ones. */
export const titlesOf = (bibIds: readonly BibId[]): Titles => sql`select unnest(${[...bibIds]}::bigint[]) as bib_id`

/** The titles that somebody waits for, by their numbers; those behind `after`, if it is given. */
export async function findWantedTitles(db: Database, after: BibId | null, limit: number): Promise<BibId[]> {
  const { rows } = await sql<{ bib_id: BibId }>`
    select distinct bib_id from hold where state = 'waiting' and item_id is null and bib_id > coalesce(${after}::bigint, 0)
    order by bib_id limit ${limit}`.execute(db)
  return rows.map(row => row.bib_id)
}

/**
 * Of some titles: the copies that stand on a shelf, at any branch, and the holds whose turn it is. Of each queue only
 * as many holds as there are copies.
 */
export async function loadPulls(
  db: Database,
  desk: Desk,
  titles: Titles,
): Promise<{ holds: PullHold[]; copies: PullCopy[] }> {
  const { rows: copies } = await sql<{
    id: ItemId
    bib_id: BibId
    branch_id: BranchId
    category: string
    home_branch_id: BranchId
    rests: boolean
  }>`
    with here as materialized (${titles}), resting as materialized (
      select br.id from branch br where br.closed_for_good_from <= ${desk.today} or (
        exists (select from calendar_day d where d.branch_id = br.id and d.day = ${desk.today}) and not exists (
          select from calendar_day d where d.branch_id = br.id and d.opens is not null
            and d.day between ${desk.today} and ${desk.today.add({ days: restsFromDays })}))
    )
    select i.id, i.bib_id, i.current_branch_id as branch_id, ${itemCategory} as category, i.home_branch_id,
      exists (select from resting r where r.id = i.current_branch_id) as rests
    from here join item i on i.bib_id = here.bib_id join bib b on b.id = i.bib_id
    where ${isFree} and i.loan_rule <> 'reference' and not ${isStayingNumber(desk.policy)}`.execute(db)
  const perBib = Map.groupBy(copies, copy => copy.bib_id)
  const { rows: holds } = await sql<{
    id: HoldId
    bib_id: BibId
    only_item_id: ItemId | null
    pickup_branch_id: BranchId
    category: string
  }>`
    select q.*, (select p.category from patron p where p.id = q.patron_id) as category from unnest(${[...perBib.keys()]}::bigint[], ${[...perBib.values()].map(list => list.length)}::int[]) as w (bib_id, copies)
    cross join lateral (
      select h.id, h.bib_id, h.only_item_id, h.pickup_branch_id, h.place, h.patron_id from hold h
      where h.bib_id = w.bib_id and h.state = 'waiting' and h.item_id is null
        and exists (select from item i where i.bib_id = h.bib_id and ${isFree} and ${servable(desk, 'inHand')})
        and ${mayBeServed(desk)}
      order by h.place, h.id limit w.copies) q
    order by q.place, q.id`.execute(db)
  return {
    holds: holds.map(row => ({
      holdId: row.id,
      bibId: row.bib_id,
      onlyItemId: row.only_item_id,
      pickupBranchId: row.pickup_branch_id,
      patronCategory: row.category,
    })),
    copies: copies.map(row => ({
      itemId: row.id,
      bibId: row.bib_id,
      branchId: row.branch_id,
      category: row.category,
      homeBranchId: row.home_branch_id,
      rests: row.rests,
    })),
  }
}

/** A branch that does not open within so many days is asked for a copy only when no other has one. */
const restsFromDays = 7

/** A line of the 在架予約リスト. */
export type PullLine = {
  holdId: HoldId
  itemId: ItemId
  barcode: string
  bibId: BibId
  title: string
  callNumber: string | null
  shelf: string | null
  /** It has not been taken off the hold shelf yet: it is not where its call number says. */
  onHoldShelf: boolean
  pickupName: string
  /** The hold is for this very copy: no other of the title will do. */
  isOnlyThis: boolean
  /** Who walks for it. */
  claimedBy: string | null
}

export async function loadPullLines(
  db: Database,
  pulls: readonly { holdId: HoldId; itemId: ItemId }[],
  { limit, offset }: { limit: number; offset: number },
): Promise<PullLine[]> {
  const { rows } = await sql<{
    hold_id: HoldId
    item_id: ItemId
    barcode: string
    bib_id: BibId
    title: string
    call_number: string | null
    shelf: string | null
    on_hold_shelf: boolean
    pickup_name: string
    is_only: boolean
    claimed_by: string | null
  }>`
    select p.hold_id, p.item_id, i.barcode, i.bib_id, concat_ws(' ', b.title, b.volume) as title, i.call_number, i.shelf,
      i.status = 'holdShelf' as on_hold_shelf,
      case when s.id is null then br.short_name else concat(br.short_name, '/', s.name) end as pickup_name,
      h.only_item_id is not null as is_only, c.actor as claimed_by
    from unnest(${pulls.map(pull => pull.holdId)}::bigint[], ${pulls.map(pull => pull.itemId)}::bigint[]) as p (hold_id, item_id)
    join hold h on h.id = p.hold_id join item i on i.id = p.item_id join bib b on b.id = i.bib_id
    join branch br on br.id = h.pickup_branch_id left join stop s on s.id = h.pickup_stop_id
    left join pull_claim c on c.item_id = i.id
    order by on_hold_shelf desc, i.shelf nulls last, i.call_number nulls last, i.id limit ${limit} offset ${offset}`.execute(
    db,
  )
  return rows.map(row => ({
    holdId: row.hold_id,
    itemId: row.item_id,
    barcode: row.barcode,
    bibId: row.bib_id,
    title: row.title,
    callNumber: row.call_number,
    shelf: row.shelf,
    onHoldShelf: row.on_hold_shelf,
    pickupName: row.pickup_name,
    isOnlyThis: row.is_only,
    claimedBy: row.claimed_by,
  }))
}

/** Whether the copy with this code is one of these. */
export async function isItemAmong(db: Database, itemIds: readonly ItemId[], barcode: string): Promise<boolean> {
  const { rows } = await sql`
    select from item where barcode = ${storedBarcode(barcode)} and id = any(${[...itemIds]}::bigint[])`.execute(db)
  return rows.length > 0
}

/** Claims a copy for whoever walks; false when another one does already, or walks for another copy of the hold. */
export async function insertClaim(
  tx: Tx,
  claim: { holdId: HoldId; itemId: ItemId; branchId: BranchId; actor: string; at: Temporal.Instant },
): Promise<boolean> {
  // A claim ends by itself when its copy is off the shelf or its hold does not wait any more.
  await sql`
    delete from pull_claim c using hold h, item i
    where (c.hold_id = ${claim.holdId} or c.item_id = ${claim.itemId}) and h.id = c.hold_id and i.id = c.item_id
      and (h.state <> 'waiting' or h.item_id is not null or not ${isFree})`.execute(tx)
  await sql`
    insert into pull_claim (hold_id, item_id, branch_id, actor, claimed_at)
    values (${claim.holdId}, ${claim.itemId}, ${claim.branchId}, ${claim.actor}, ${claim.at}) on conflict do nothing`.execute(
    tx,
  )
  const { rows } = await sql`
    select 1 from pull_claim
    where hold_id = ${claim.holdId} and item_id = ${claim.itemId} and actor = ${claim.actor}`.execute(tx)
  return rows.length > 0
}

/**
 * Whether a hold waits and this copy of its bib stands on the shelf of this branch; what is claimed for others is
 * looked at too.
 */
export async function findPull(
  tx: Tx,
  holdId: HoldId,
  barcode: string,
  branchId: BranchId,
): Promise<{ itemId: ItemId } | null> {
  const { rows } = await sql<{ id: ItemId }>`
    select i.id from hold h join item i on i.bib_id = h.bib_id
    where h.id = ${holdId} and h.state = 'waiting' and h.item_id is null and i.barcode = ${storedBarcode(barcode)}
      and ${isFree} and i.current_branch_id = ${branchId}`.execute(tx)
  return rows[0] ? { itemId: rows[0].id } : null
}

/** Claims whose hold waits no longer or whose copy is off the shelf. */
export async function deleteStaleClaims(db: Database): Promise<void> {
  await sql`
    delete from pull_claim c using hold h, item i where h.id = c.hold_id and i.id = c.item_id
      and (h.state <> 'waiting' or h.item_id is not null or not ${isFree})`.execute(db)
}

import type { Desk } from '#acting.ts'
import { type Row, sql, type Tx, together } from '#database/database.ts'
import type { BibId, HoldId, ItemId, LoanId, OrderId } from '#ids.ts'
import { actorName } from '#library.ts'
import { itemCategory } from '#rule-columns.ts'
import { assert } from '#std/assert.ts'
import { type ItemStep, isComing, isHere, type LockedItem } from './rules/item.ts'

/**
 * 資料コード as it stands in the catalogue, from what was read at a desk or typed: as it is, else in capitals, else without
 * hyphens. The catalogue keeps codes as they came, so the code itself goes before the forms that only resemble it.
 */
export const storedBarcode = (read: string) => sql`(
  select barcode from item
  where barcode in (${read}, ${read.toUpperCase()}, ${read.toUpperCase().replaceAll('-', '')})
  order by barcode = ${read} desc, barcode = ${read.toUpperCase()} desc limit 1)`

/** Locks the bib of a scanned item, then the item, and loads it; null when no item has this barcode. */
export async function lockScannedItem(tx: Tx, barcode: string): Promise<LockedItem | null> {
  for (let attempt = 1; ; attempt++) {
    const [{ rows }, item] = await together(
      tx,
      () =>
        sql<{ bib_id: BibId }>`
          select b.id as bib_id from item i join bib b on b.id = i.bib_id
          where i.barcode = ${storedBarcode(barcode)} for no key update of b`.execute(tx),
      () => lockItemWhere(tx, sql`i.barcode = ${storedBarcode(barcode)}`),
    )
    if (!rows[0] || !item) return null
    // A copy that was moved to another record just now is locked again under that.
    if (item.bibId === rows[0].bib_id) return item
    assert(attempt < 5, 'a copy does not move from record to record without end')
  }
}

/** Locks an item whose bib is locked already. */
export async function lockItem(tx: Tx, itemId: ItemId): Promise<LockedItem> {
  const item = await lockItemWhere(tx, sql`i.id = ${itemId}`)
  assert(item, 'a copy stays in the tables for ever')
  return item
}

async function lockItemWhere(tx: Tx, which: ReturnType<typeof sql>): Promise<LockedItem | null> {
  const { rows } = await sql<ItemRow>`
    select i.id, i.barcode, i.bib_id, i.home_branch_id, i.current_branch_id, ${itemCategory} as category, i.status,
      concat_ws(' ', b.title, b.volume) as title,
      l.id as loan_id, l.patron_id, l.branch_id, l.stop_id, l.lent_at, l.due_on, l.renewals, l.lost_at,
      t.from_branch_id, t.to_branch_id, t.hold_id as sent_for, h.id as held_by,
      case when h.kind = 'set' or h.enough is not null then h.order_id end as held_for_order,
      coalesce((select max(e.id) from item_event e where e.item_id = i.id), 0) as last_event_id
    from item i join bib b on b.id = i.bib_id
    left join loan l on l.item_id = i.id and l.returned_at is null
    left join transit t on t.item_id = i.id and t.ended_at is null
    left join hold h on h.item_id = i.id
    where ${which} for update of i`.execute(tx)
  return rows[0] ? toLockedItem(rows[0]) : null
}

type ItemRow = Pick<Row<'item'>, 'id' | 'barcode' | 'bib_id' | 'home_branch_id' | 'current_branch_id' | 'status'> & {
  title: string
  category: string
  loan_id: LoanId | null
  sent_for: HoldId | null
  held_by: HoldId | null
  held_for_order: OrderId | null
  last_event_id: number
} & OrNull<Pick<Row<'loan'>, 'patron_id' | 'branch_id' | 'stop_id' | 'lent_at' | 'due_on' | 'renewals' | 'lost_at'>> &
  OrNull<Pick<Row<'transit'>, 'from_branch_id' | 'to_branch_id'>>

/** What an outer join found, or nothing. */
type OrNull<Columns> = { [Column in keyof Columns]: Columns[Column] | null }

function toLockedItem(row: ItemRow): LockedItem {
  return {
    id: row.id,
    barcode: row.barcode,
    bibId: row.bib_id,
    title: row.title,
    homeBranchId: row.home_branch_id,
    currentBranchId: row.current_branch_id,
    category: row.category,
    status: row.status,
    loan:
      row.loan_id === null
        ? null
        : {
            id: row.loan_id,
            patronId: row.patron_id!,
            branchId: row.branch_id!,
            stopId: row.stop_id,
            lentAt: row.lent_at!,
            dueOn: row.due_on!,
            renewals: row.renewals!,
            lostAt: row.lost_at,
          },
    transit:
      row.from_branch_id === null
        ? null
        : { fromBranchId: row.from_branch_id, toBranchId: row.to_branch_id!, holdId: row.sent_for },
    heldBy: row.held_by,
    heldForOrder: row.held_for_order,
    lastEventId: row.last_event_id,
  }
}

/** A step of a copy, with what it was judged by. */
export type ItemChange = ItemStep & { item: Pick<LockedItem, 'id' | 'status' | 'bibId' | 'currentBranchId' | 'loan'> }

/** The only way a copy changes: its row, its loan or journey, and one row of history, in one statement. */
export async function saveItem(tx: Tx, desk: Desk, change: ItemChange): Promise<void> {
  const { item, to, at, why, detail, endsTransit, endsLoan, send, lend } = { ...nothingElse, ...change }
  const losesLoan = why === 'lost'
  assert((to === 'transit') === !!(send || (item.status === 'transit' && !endsTransit)), 'who travels has a journey')
  const keepsLoan = item.loan !== null && !endsLoan
  assert((to === 'loan') === !!(lend || (keepsLoan && item.status === 'loan' && !losesLoan)), 'who is lent has a loan')
  const joins = isHere(to) && !isHere(item.status) ? neverHere(item) : sql`false`
  const saved = await sql`
    with ended as (
      update transit set ended_at = ${desk.now}, ended_why = ${endsTransit}
      where ${!!endsTransit} and item_id = ${item.id} and ended_at is null returning id
    ), returned as (
      update loan set returned_at = ${desk.now}, returned_branch_id = ${endsLoan?.at ?? null},
        lost_at = case when ${why === 'settled'} then lost_at end
      where ${!!endsLoan} and item_id = ${item.id} and returned_at is null returning id
    ), lost as (
      update loan set lost_at = ${desk.now} where ${losesLoan} and item_id = ${item.id} and returned_at is null
    ), sent as (
      insert into transit (item_id, from_branch_id, to_branch_id, hold_id, sent_at)
      select ${item.id}, ${send?.from ?? null}, ${send?.to ?? null}, ${send?.holdId ?? null}::bigint, ${desk.now}
      from (select count(*) from ended) after where ${!!send}
    ), lent as (
      insert into loan (item_id, bib_id, patron_id, branch_id, stop_id, lent_at, due_on)
      select ${item.id}, ${item.bibId}, ${lend?.patronId ?? null}::bigint, ${lend?.branchId ?? null}, ${lend?.stopId ?? null},
        ${desk.now}, ${lend?.dueOn ?? null}::date
      from (select count(*) from returned) after where ${!!lend}
    ), before as (
      select id, case when ${joins} then joined_on end as joined_before from item where id = ${item.id}
    ), changed as (
      update item i set status = ${to}, current_branch_id = ${change.currentBranchId},
        joined_on = case when before.joined_before is null then i.joined_on else ${desk.today}::date end
      from before
      where i.id = before.id and i.status = ${item.status} returning i.id, before.joined_before
    )
    insert into item_event (item_id, at, actor, branch_id, from_status, to_status, why, detail, from_branch_id, joined_before)
    select id, ${desk.now}, ${actorName(desk.actor)}, ${at}, ${item.status}, ${to}, ${why}, ${detail},
      ${item.currentBranchId}, joined_before
    from changed returning 1`.execute(tx)
  assert(saved.rows.length === 1, 'a copy is still as it was when it was judged')
}

/**
 * Whether a copy joins with the day on which it is here for the first time: it is still to come, or was when it was
 * marked as missing, in repair or withdrawn.
 */
const neverHere = (item: Pick<LockedItem, 'id' | 'status'>) =>
  isComing(item.status)
    ? sql`true`
    : sql`coalesce((
        select e.from_status in ('onOrder', 'inProcess') and e.to_status in ('missing', 'repair', 'withdrawn')
        from item_event e
        where e.item_id = ${item.id} and (e.from_status in ('onOrder', 'inProcess')
          or e.to_status in ('shelf', 'holdShelf', 'transit', 'loan'))
        order by e.id desc limit 1), false)`

/** What a step of another kind does not do. */
const nothingElse = { detail: null, endsTransit: null, endsLoan: null, send: null, lend: null }

/** A copy on the way whose hold has ended travels on by itself; where it arrives, the next one is looked for. */
export async function sendOnWithoutHold(tx: Tx, itemIds: readonly ItemId[]): Promise<void> {
  await sql`update transit set hold_id = null where item_id = any(${[...itemIds]}::bigint[]) and ended_at is null`.execute(
    tx,
  )
}

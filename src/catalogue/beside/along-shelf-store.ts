import { type Database, sql } from '#database/database.ts'
import type { BibId, BranchId, ItemId } from '#ids.ts'
import type { ItemStatus } from '#items/rules/item.ts'
import { type CopyState, type LoanRule, shownCopy } from '../rules/availability.ts'

/** One copy as it stands beside others. */
export type StandingCopy = { itemId: ItemId; bibId: BibId; callNumber: string; state: CopyState }

/** Where on the shelves something is: a branch, a place in it ('' where copies name none), and before a copy there. */
export type ShelfPoint = { branchId: BranchId; place: string; key: string; itemId: ItemId }

// As the index item_along_shelf has them: a copy stands elsewhere only while it is on a shelf there.
const branchOf = sql`(case when i.status = 'shelf' then i.current_branch_id else i.home_branch_id end)`
const placeOf = sql`(coalesce(i.shelf, ''))`
const keyOf = sql`(shelf_key(i.call_number) collate "C")`
const stands = sql`i.call_number is not null and i.status <> 'withdrawn' and i.hidden_at is null
  and not exists (select from bib b where b.id = i.bib_id and b.hidden_at is not null)`

/** The copies that stand at a point or after it (or before it), nearest first. */
export async function loadAlongShelf(
  db: Database,
  { branchId, place, key, itemId }: ShelfPoint,
  { before, limit }: { before: boolean; limit: number },
): Promise<StandingCopy[]> {
  const beyond = before ? sql`<` : sql`>=`
  const order = before ? sql`desc` : sql`asc`
  const { rows } = await sql<Omit<StandingCopy, 'state'> & { status: ItemStatus; loanRule: LoanRule }>`
    select i.id as "itemId", i.bib_id as "bibId", i.call_number as "callNumber", i.status, i.loan_rule as "loanRule"
    from item i
    where ${branchOf} = ${branchId} and ${placeOf} = ${place} and ${stands}
      and (${keyOf}, i.id) ${beyond} (${key}, ${itemId})
    order by ${keyOf} ${order}, i.id ${order} limit ${limit}`.execute(db)
  return rows.map(({ status, loanRule, ...copy }) => ({ ...copy, state: shownCopy(status, loanRule)! }))
}

/** Where a copy stands; null for one that is not on any shelf. */
export async function loadPointOf(db: Database, itemId: ItemId): Promise<ShelfPoint | null> {
  const { rows } = await sql<ShelfPoint>`
    select ${branchOf} as "branchId", ${placeOf} as place, ${keyOf} as key, i.id as "itemId"
    from item i where i.id = ${itemId} and ${stands}`.execute(db)
  return rows[0] ?? null
}

/**
 * The places of a branch in which copies stand by call number: each is looked for behind the last, for there are few
 * and copies are many.
 */
export async function loadShelfPlaces(db: Database, branchId: BranchId): Promise<string[]> {
  const next = (after: ReturnType<typeof sql>) => sql`
    (select ${placeOf} as place from item i where ${branchOf} = ${branchId} and ${stands} ${after}
     order by ${branchOf}, ${placeOf} limit 1)`
  const { rows } = await sql<{ place: string }>`
    with recursive p as (
      ${next(sql``)}
      union all
      select n.place from p cross join lateral ${next(sql`and ${placeOf} > p.place`)} n
    ) select place from p limit 200`.execute(db)
  return rows.map(({ place }) => place)
}

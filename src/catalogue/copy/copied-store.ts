import { type Database, sql } from '#database/database.ts'
import type { BibId, BranchId, ItemId } from '#ids.ts'
import { meanLoanDaysOf } from '#items/loan-length-store.ts'
import type { ItemStatus } from '#items/rules/item.ts'
import { isStayingByFeed } from '#rule-columns.ts'
import { type BibRow, type StoredBib, toBib } from '../bib-store.ts'
import { exportedRecord } from '../exchange/export-store.ts'
import type { LoanRule } from '../rules/availability.ts'
import type { MarcInJson } from '../rules/marc/record.ts'

/** A bib as the copy of the catalogue keeps it: plain data, with all that its page says. */
export type CopiedBib = {
  bib: Omit<StoredBib, 'deletedAt' | 'hiddenAt' | 'changedAt'> & {
    deletedAt: string | null
    hiddenAt: string | null
    changedAt: string
  }
  copies: CopiedItem[]
  /** Holds that no copy has been captured for. */
  waiting: number
  meanLoanDays: number | null
  /** The MARC record it came from, as an export writes it. */
  raw: MarcInJson | null
}

/** A copy that is not withdrawn or hidden; `branchId` is where it can be seen. */
export type CopiedItem = {
  itemId: ItemId
  branchId: BranchId
  branchName: string
  homeBranchId: BranchId
  shelf: string | null
  callNumber: string | null
  barcode: string
  status: ItemStatus
  loanRule: LoanRule
  /** The newest number of a magazine, which stays in the house for now. */
  stays: boolean
  joinedOn: string | null
  dueOn: string | null
}

/** These bibs, also those that were merged, taken out or hidden; one that never was is not among them. */
export const loadCopied = (db: Database, ids: readonly BibId[]): Promise<CopiedBib[]> =>
  select(db, sql`b.id = any(${[...ids]}::bigint[])`)

/** The same for the next bibs in the order of their numbers. */
export const loadCopiedFrom = (db: Database, from: number, below: number): Promise<CopiedBib[]> =>
  select(db, sql`b.id >= ${from} and b.id < ${below}`)

async function select(db: Database, which: ReturnType<typeof sql>): Promise<CopiedBib[]> {
  const { rows } = await sql<CopiedRow>`
    select b.*, copies, ${meanLoanDaysOf(sql`b.id`)} as "meanLoanDays",
      (select count(*) from hold where hold.bib_id = b.id and state <> 'closed' and state in ('applied', 'waiting')
        and item_id is null) as waiting
    from bib b left join lateral (
      select json_agg(json_build_object('itemId', i.id, 'branchId', branch.id, 'branchName', branch.name,
          'homeBranchId', home_branch_id, 'shelf', shelf, 'callNumber', call_number, 'barcode', barcode, 'status', status,
          'loanRule', loan_rule, 'stays', ${isStayingByFeed}, 'joinedOn', joined_on, 'dueOn', due_on)
        order by list_order, call_number, i.id) as copies
      from item i
        left join branch on branch.id = case when status = 'shelf' then current_branch_id else home_branch_id end
        left join loan on loan.item_id = i.id and returned_at is null
      where i.bib_id = b.id and status <> 'withdrawn' and i.hidden_at is null
    ) held on true
    where ${which} order by b.id`.execute(db)
  return rows.map(row => {
    const { deletedAt, hiddenAt, changedAt, ...bib } = toBib(row)
    return {
      bib: {
        ...bib,
        deletedAt: deletedAt?.toString() ?? null,
        hiddenAt: hiddenAt?.toString() ?? null,
        changedAt: changedAt.toString(),
      },
      copies: row.copies ?? [],
      waiting: row.waiting,
      meanLoanDays: row.meanLoanDays,
      raw: exportedRecord(row).raw,
    }
  })
}

type CopiedRow = BibRow & {
  raw: unknown
  raw_is_older: boolean
  copies: CopiedItem[] | null
  waiting: number
  meanLoanDays: number | null
}

import { type Database, sql } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import { zone } from '#time/clock.ts'

/** One branch in one month. */
export type Counted = { month: string; branchId: BranchId; loans: number; returns: number; holds: number }

/** Loans by the branch that lent, returns by the one that took back, holds by where they are fetched. */
export async function countByMonth(db: Database, from: Temporal.Instant, until: Temporal.Instant): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    with happened as (
      select lent_at as at, branch_id, 1 as loans, 0 as returns, 0 as holds from loan where lent_at >= ${from} and lent_at < ${until}
      union all
      select returned_at, returned_branch_id, 0, 1, 0 from loan
      -- A loss that was settled is no return.
      where returned_at >= ${from} and returned_at < ${until} and lost_at is null
      union all
      select applied_at, pickup_branch_id, 0, 0, 1 from hold where applied_at >= ${from} and applied_at < ${until}
    )
    select to_char(at at time zone ${zone}, 'YYYY-MM') as month, branch_id as "branchId",
      sum(loans)::int as loans, sum(returns)::int as returns, sum(holds)::int as holds
    from happened group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

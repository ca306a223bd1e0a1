import { sql, type Tx } from '#database/database.ts'
import type { BranchId, StopId } from '#ids.ts'

export type StopVisit = { stopId: StopId; branchId: BranchId; name: string; arrives: Temporal.PlainTime }

/** The stops of the bookmobile on a day, in the order of the tour. */
export async function loadStopsOn(tx: Tx, day: Temporal.PlainDate): Promise<StopVisit[]> {
  const { rows } = await sql<{ id: StopId; branch_id: BranchId; name: string; arrives: Temporal.PlainTime }>`
    select s.id, s.branch_id, concat(b.short_name, '/', s.name) as name, v.arrives
    from stop_visit v join stop s on s.id = v.stop_id join branch b on b.id = s.branch_id
    where v.day = ${day} and v.cancelled_because is null order by v.arrives, s.list_order`.execute(tx)
  return rows.map(row => ({ stopId: row.id, branchId: row.branch_id, name: row.name, arrives: row.arrives }))
}

import { type Database, sql } from '#database/database.ts'
import type { BranchId } from '#ids.ts'

type Column = ReturnType<typeof sql>

/**
 * 回送便: the first day, on or after another, on which the van between the branches comes to one of them, as an
 * expression. It comes on the weekdays that the library names for the branch, where it names none on every day, and
 * only when the branch is open. Null when no such day is laid out.
 */
const vanComes = (branch: Column, from: Column) => sql<Temporal.PlainDate | null>`(
  select v.day from calendar_day v join branch vb on vb.id = v.branch_id
  where v.branch_id = ${branch} and v.day >= ${from} and v.opens is not null
    and (vb.closed_for_good_from is null or v.day < vb.closed_for_good_from)
    and (vb.van_days is null or extract(isodow from v.day)::smallint = any (vb.van_days))
  order by v.day limit 1)`

/**
 * When a copy that was handed on at one branch on a day comes to another: it leaves with the first van after that day,
 * for that of the day itself may have gone, and arrives with the first one that comes there from then on.
 */
export const vanArrives = (from: Column, to: Column, handedOn: Column) =>
  vanComes(to, vanComes(from, sql`(${handedOn}::date + 1)`))

export async function loadNextVan(
  db: Database,
  branchId: BranchId,
  today: Temporal.PlainDate,
): Promise<Temporal.PlainDate | null> {
  const { rows } = await sql<{ day: Temporal.PlainDate | null }>`
    select ${vanComes(sql`${branchId}::text`, sql`${today}::date`)} as day`.execute(db)
  return rows[0]!.day
}

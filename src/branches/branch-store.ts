import type { Database } from '#database/database.ts'
import type { BranchKind } from './rules/pickup-location.ts'

/** A branch by its names. */
export type Branch = { id: string; kind: BranchKind; name: string; shortName: string; isCentral: boolean }

/** Every branch that is not closed for good, in the order of the lists. */
export async function loadBranches(db: Database, today: Temporal.PlainDate): Promise<Branch[]> {
  const rows = await db
    .selectFrom('branch')
    .where(eb => eb.or([eb('closed_for_good_from', 'is', null), eb('closed_for_good_from', '>', today)]))
    .select(['id', 'kind', 'name', 'short_name as shortName', 'is_central as isCentral'])
    .orderBy('list_order')
    .orderBy('id')
    .execute()
  return rows.map(row => ({ ...row, kind: row.kind as BranchKind }))
}

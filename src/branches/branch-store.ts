import type { Database } from '#database/database.ts'
import type { Branch } from './rules/branch.ts'

/** Every branch there is or was, in the order in which the library names them. */
export async function loadBranches(db: Database): Promise<Branch[]> {
  const rows = await db.selectFrom('branch').selectAll().orderBy('list_order').orderBy('id').execute()
  return rows.map(row => ({
    id: row.id,
    kind: row.kind as Branch['kind'],
    name: row.name,
    shortName: row.short_name,
    phone: row.phone,
    isCentral: row.is_central,
    closedForGoodFrom: row.closed_for_good_from,
  }))
}

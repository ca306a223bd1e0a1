import type { Database } from '#database/database.ts'
import type { Branch } from './rules/branch.ts'

/** Every branch there is or was, in the order in which the library names them. */
export async function loadBranches(db: Database): Promise<Branch[]> {
  const rows = await db.selectFrom('branch').selectAll().orderBy('list_order').orderBy('id').execute()
  return rows.map(row => ({
    id: row.id,
    kind: row.kind as Branch['kind'],
    name: row.name,
    nameInEnglish: row.name_en,
    nameInKana: row.name_kana,
    shortName: row.short_name,
    phone: row.phone,
    isCentral: row.is_central,
    closedForGoodFrom: row.closed_for_good_from,
  }))
}

/** The English name of every stop, by the name under which patrons know it: 「BM/吉浦」. */
export async function loadEnglishStops(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('stop')
    .innerJoin('branch', 'branch.id', 'stop.branch_id')
    .where('stop.name_en', 'is not', null)
    .select(['branch.short_name', 'branch.name_en as branch_en', 'stop.name', 'stop.name_en'])
    .execute()
  return new Map(
    rows.map(row => [`${row.short_name}/${row.name}`, `${row.branch_en ?? row.short_name}: ${row.name_en}`]),
  )
}

import type { Database } from '#database/database.ts'
import type { Branch } from './rules/branch.ts'

/** Every branch there is or was, in the order in which the library names them. */
export async function loadBranches(db: Database): Promise<Branch[]> {
  const rows = await db.selectFrom('branch').selectAll().orderBy('list_order').orderBy('id').execute()
  return rows.map(row => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    nameInEnglish: row.name_en,
    nameInKana: row.name_kana,
    shortName: row.short_name,
    phone: row.phone,
    isCentral: row.is_central,
    closedForGoodFrom: row.closed_for_good_from,
  }))
}

export type StopNames = { english: string | null; kana: string | null }

/** The other names of every stop, by the name under which patrons know it: 「BM/吉浦」. */
export async function loadStopNames(db: Database): Promise<ReadonlyMap<string, StopNames>> {
  const rows = await db
    .selectFrom('stop')
    .innerJoin('branch', 'branch.id', 'stop.branch_id')
    .where(eb => eb.or([eb('stop.name_en', 'is not', null), eb('stop.name_kana', 'is not', null)]))
    .select(['branch.short_name', 'branch.name_en as branch_en', 'stop.name', 'stop.name_en', 'stop.name_kana'])
    .execute()
  return new Map(
    rows.map(row => [
      `${row.short_name}/${row.name}`,
      { english: row.name_en && `${row.branch_en ?? row.short_name}: ${row.name_en}`, kana: row.name_kana },
    ]),
  )
}

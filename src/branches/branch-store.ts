import type { Database, Row } from '#database/database.ts'
import type { BranchId, StopId } from '#ids.ts'
import type { Branch } from './rules/branch.ts'
import type { FloorShape } from './rules/floor-plan.ts'
import { facilities, type Premises } from './rules/premises.ts'

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
    premises: toPremises(row.address, row),
    floor: row.floor as FloorShape[],
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

/** 利用ステーション of a bookmobile: where it is and what is there. */
export type Stop = { id: StopId; branchId: BranchId; name: string; premises: Premises }

/** The stops at which the bookmobile still stands on a day, in the order in which the library names them. */
export async function loadStops(db: Database, day: Temporal.PlainDate): Promise<Stop[]> {
  const rows = await db
    .selectFrom('stop')
    .where(eb => eb.or([eb('abolished_from', 'is', null), eb('abolished_from', '>', day)]))
    .select(['id', 'branch_id', 'name', 'place', 'coordinates', 'access', 'facilities'])
    .orderBy('list_order')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    branchId: row.branch_id,
    name: row.name,
    premises: toPremises(row.place, row),
  }))
}

const toPremises = (
  address: string | null,
  row: Pick<Row<'branch'>, 'coordinates' | 'access' | 'facilities'>,
): Premises => ({
  address,
  coordinates: row.coordinates,
  access: row.access,
  facilities: facilities.filter(one => row.facilities.includes(one)),
})

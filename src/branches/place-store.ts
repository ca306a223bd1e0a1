import { type Database, type Row, sql, type Tx } from '#database/database.ts'
import { BranchId, StopId } from '#ids.ts'
import { type Names, type Weekday, weekdays } from '#policy.ts'
import type { FloorShape } from './rules/floor-plan.ts'
import type { BranchKind } from './rules/pickup-location.ts'
import { type Facility, facilities } from './rules/premises.ts'

/** 行き方と設備, but for the address, which a branch and a stop name each by its own word. */
type DescribedPremises = {
  coordinates?: string | undefined
  access?: string | undefined
  facilities: Facility[]
}

/** 館 as the description of the library has it, without its hours. */
export type DescribedBranch = {
  code: string
  kind: BranchKind
  name: Names
  shortName: string
  address: string | undefined
  telephone: string
  central: boolean
  pickup: boolean
  closedForGoodFrom: Temporal.PlainDate | null
  floor: FloorShape[]
  /** When the van between the branches comes; not said: whenever it is open. */
  vanDays?: Weekday[] | undefined
} & DescribedPremises

/** A stop of the bookmobile, without its visits. */
export type DescribedStop = {
  code: string
  branch: string
  name: Names
  place: string | undefined
  closedForGoodFrom: Temporal.PlainDate | null
} & DescribedPremises

/** Every branch and stop there is or was, in the order in which the library names them. */
export async function loadDescribedPlaces(
  db: Database,
): Promise<{ branches: DescribedBranch[]; stops: DescribedStop[] }> {
  const branches = await db.selectFrom('branch').selectAll().orderBy('list_order').orderBy('id').execute()
  const stops = await db.selectFrom('stop').selectAll().orderBy('list_order').orderBy('id').execute()
  return {
    branches: branches.map(row => ({
      code: row.id,
      kind: row.kind,
      name: toNames(row),
      shortName: row.short_name,
      address: row.address ?? undefined,
      ...toPremises(row),
      telephone: row.phone,
      central: row.is_central,
      pickup: row.is_pickup,
      closedForGoodFrom: row.closed_for_good_from,
      floor: row.floor as FloorShape[],
      vanDays: row.van_days?.map(nth => weekdays[nth - 1]!),
    })),
    stops: stops.map(row => ({
      code: row.id,
      branch: row.branch_id,
      name: toNames(row),
      place: row.place ?? undefined,
      ...toPremises(row),
      closedForGoodFrom: row.abolished_from,
    })),
  }
}

const toNames = (row: { name: string; name_kana: string | null; name_en: string | null }): Names => ({
  ja: row.name,
  ...(row.name_kana === null ? {} : { kana: row.name_kana }),
  ...(row.name_en === null ? {} : { en: row.name_en }),
})

type PremisesRow = Pick<Row<'branch'>, 'coordinates' | 'access' | 'facilities'>

const toPremises = (row: PremisesRow): DescribedPremises => ({
  coordinates: row.coordinates ?? undefined,
  access: row.access ?? undefined,
  facilities: facilities.filter(one => row.facilities.includes(one)),
})

const premisesRow = ({ coordinates, access, facilities }: DescribedPremises): PremisesRow => ({
  coordinates: coordinates ?? null,
  access: access ?? null,
  facilities,
})

/** Writes the branches in their order; those that are there already become what they are called now. */
export async function saveBranches(tx: Tx, branches: readonly DescribedBranch[]): Promise<void> {
  // One central library at a time: the old one steps back first.
  await tx.updateTable('branch').set({ is_central: false }).where('is_central', '=', true).execute()
  for (const [list_order, branch] of branches.entries()) {
    const row = {
      kind: branch.kind,
      name: branch.name.ja,
      name_kana: branch.name.kana ?? null,
      name_en: branch.name.en ?? null,
      short_name: branch.shortName,
      address: branch.address ?? null,
      ...premisesRow(branch),
      phone: branch.telephone,
      is_central: branch.central,
      is_pickup: branch.pickup,
      closed_for_good_from: branch.closedForGoodFrom,
      floor: JSON.stringify(branch.floor),
      van_days: branch.vanDays?.map(name => weekdays.indexOf(name) + 1) ?? null,
      list_order,
    }
    await tx
      .insertInto('branch')
      .values({ id: BranchId(branch.code), ...row })
      .onConflict(conflict => conflict.column('id').doUpdateSet(row))
      .execute()
  }
}

/** Writes on which days a branch is closed as a rule; the calendar is to be laid out again after that. */
export async function saveClosings(
  tx: Tx,
  branchId: BranchId,
  { closings, onHolidays }: { closings: readonly object[]; onHolidays: Row<'branch'>['on_holidays'] },
): Promise<void> {
  await tx
    .updateTable('branch')
    .set({ closings: JSON.stringify(closings), on_holidays: onHolidays })
    .where('id', '=', branchId)
    .execute()
}

/** Writes the stops in their order, as above. */
export async function saveStops(tx: Tx, stops: readonly DescribedStop[]): Promise<void> {
  for (const [list_order, stop] of stops.entries()) {
    const row = {
      branch_id: BranchId(stop.branch),
      name: stop.name.ja,
      name_kana: stop.name.kana ?? null,
      name_en: stop.name.en ?? null,
      place: stop.place ?? null,
      ...premisesRow(stop),
      abolished_from: stop.closedForGoodFrom,
      list_order,
    }
    await tx
      .insertInto('stop')
      .values({ id: StopId(stop.code), ...row })
      .onConflict(conflict => conflict.column('id').doUpdateSet(row))
      .execute()
  }
}

/** Removes places that nothing refers to; their hours and calendars are gone already. */
export async function removePlaces(tx: Tx, gone: { branches: string[]; stops: string[] }): Promise<void> {
  if (gone.stops.length > 0) await tx.deleteFrom('stop').where('id', 'in', gone.stops.map(StopId)).execute()
  if (gone.branches.length > 0) await tx.deleteFrom('branch').where('id', 'in', gone.branches.map(BranchId)).execute()
}

/** What keeps a place from being removed: how many rows of each table name it. */
export type PlaceUse = Record<string, number>

/** Rows that go with their place. */
const ownRows = ['weekly_hours', 'calendar_day', 'stop_schedule', 'stop_visit']

/**
 * What names a branch or a stop, in whatever table: asked of the references themselves, so that no new table is
 * forgotten.
 * @param leaving stops that go together with their branch
 */
export async function loadUseOfPlace(
  tx: Tx,
  kind: 'branch' | 'stop',
  code: string,
  leaving: readonly string[] = [],
): Promise<PlaceUse> {
  const { rows: references } = await sql<{ table: string; column: string }>`
    select c.relname as table, a.attname as column
    from pg_constraint f join pg_class c on c.oid = f.conrelid
    cross join lateral unnest(f.conkey, f.confkey) as k (own, foreign_column)
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.own
    join pg_attribute fa on fa.attrelid = f.confrelid and fa.attnum = k.foreign_column and fa.attname = 'id'
    where f.contype = 'f' and f.confrelid = to_regclass(${kind}) and c.relname <> all(${ownRows}::text[])`.execute(tx)
  const use: PlaceUse = {}
  for (const { table, column } of references) {
    const left = table === 'stop' ? sql`and id <> all(${[...leaving]}::text[])` : sql``
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)} where ${sql.ref(column)} = ${code} ${left}`.execute(tx)
    if (rows[0]!.count > 0) use[table] = Math.max(use[table] ?? 0, rows[0]!.count)
  }
  return use
}

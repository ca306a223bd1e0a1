import type { Database } from '#database/database.ts'
import type { PickupPlace } from './rules/pickup-location.ts'

/**
 * Every branch and every stop at which a hold can be fetched on `today`: not closed for good. The bookmobile itself is
 * none, its stops are. Each stop with its next visit that is not cancelled.
 */
export async function loadPickupPlaces(db: Database, today: Temporal.PlainDate): Promise<PickupPlace[]> {
  const branches = await db
    .selectFrom('branch')
    .where('kind', '<>', 'bookmobile')
    .where('is_pickup', '=', true)
    .where(eb => eb.or([eb('closed_for_good_from', 'is', null), eb('closed_for_good_from', '>', today)]))
    .select(['id', 'kind', 'name'])
    .orderBy('list_order')
    .orderBy('id')
    .execute()
  const stops = await db
    .selectFrom('stop')
    .innerJoin('branch', 'branch.id', 'stop.branch_id')
    .leftJoinLateral(
      eb =>
        eb
          .selectFrom('stop_visit')
          .whereRef('stop_visit.stop_id', '=', 'stop.id')
          .where('day', '>=', today)
          .where('cancelled_because', 'is', null)
          .where(visit =>
            visit.or([visit('stop.abolished_from', 'is', null), visit('day', '<', visit.ref('stop.abolished_from'))]),
          )
          .select(['day', 'arrives', 'leaves'])
          .orderBy('day')
          .limit(1)
          .as('visit'),
      join => join.onTrue(),
    )
    .where(eb => eb.or([eb('closed_for_good_from', 'is', null), eb('closed_for_good_from', '>', today)]))
    .where(eb => eb.or([eb('abolished_from', 'is', null), eb('abolished_from', '>', today)]))
    .where('is_pickup', '=', true)
    .select(['stop.id', 'branch_id', 'branch.kind', 'branch.short_name', 'stop.name', 'visit.day', 'arrives', 'leaves'])
    .orderBy('branch.list_order')
    .orderBy('stop.list_order')
    .orderBy('stop.id')
    .execute()
  return [
    ...branches.map(
      (row): PickupPlace => ({
        at: { branchId: row.id, stopId: null },
        kind: row.kind,
        name: row.name,
        nextVisit: null,
      }),
    ),
    ...stops.map(
      (row): PickupPlace => ({
        at: { branchId: row.branch_id, stopId: row.id },
        kind: row.kind,
        name: `${row.short_name}/${row.name}`,
        nextVisit: row.day && { day: row.day, arrives: row.arrives!, leaves: row.leaves! },
      }),
    ),
  ]
}

/** The telephone number of the 中央図書館, of the first branch where none is named central; null: there is none. */
export async function loadCentralPhone(db: Database): Promise<string | null> {
  const row = await db
    .selectFrom('branch')
    .select('phone')
    .orderBy('is_central', 'desc')
    .orderBy('list_order')
    .limit(1)
    .executeTakeFirst()
  return row?.phone || null
}

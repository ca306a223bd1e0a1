import type { Database } from '#database/database.ts'
import { type BranchId, StopId } from '#ids.ts'
import { readPickupKey } from './rules/pickup-location.ts'

export type FoundPlace = {
  branchId: BranchId
  stopId: StopId | null
  name: string
  isBookmobile: boolean
  endsOn: Temporal.PlainDate | null
}

/** The place that a key names; null: there is none. */
export async function loadPlace(db: Database, key: string): Promise<FoundPlace | null> {
  const at = readPickupKey(key)
  if (at === null) return null
  const branch = await db
    .selectFrom('branch')
    .where('id', '=', at.branchId)
    .select(['id', 'kind', 'name', 'closed_for_good_from'])
    .executeTakeFirst()
  if (branch && at.stopId === null)
    return {
      branchId: branch.id,
      stopId: null,
      name: branch.name,
      isBookmobile: branch.kind === 'bookmobile',
      endsOn: branch.closed_for_good_from,
    }
  const stop = await db
    .selectFrom('stop')
    .innerJoin('branch', 'branch.id', 'stop.branch_id')
    .where('stop.id', '=', at.stopId ?? StopId(at.branchId))
    .select(['stop.id', 'branch_id', 'branch.short_name', 'stop.name', 'abolished_from'])
    .executeTakeFirst()
  if (!stop || (at.stopId !== null && stop.branch_id !== at.branchId)) return null
  return {
    branchId: stop.branch_id,
    stopId: stop.id,
    name: `${stop.short_name}/${stop.name}`,
    isBookmobile: true,
    endsOn: stop.abolished_from,
  }
}

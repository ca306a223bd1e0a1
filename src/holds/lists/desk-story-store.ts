import { type Database, sql } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { HoldHappening } from '../rules/transition.ts'

/** A line of the story of a hold as staff read it: with who did it and why. */
export type DeskStoryLine = {
  at: Temporal.Instant
  /** 'patron', 'night', 'system' or 'staff:<login>'. */
  actor: string
  what: HoldHappening
  detail: string | null
  /** Where it was to be fetched before and after, when that changed. */
  moved: { from: string; to: string } | null
}

/** The copy that a hold has, or had last; null when it never had one. */
export async function loadLastCopy(db: Database, holdId: HoldId): Promise<string | null> {
  const { rows } = await sql<{ barcode: string }>`
    select i.barcode from hold_event e join item i on i.id = e.item_id where e.hold_id = ${holdId} order by e.id desc limit 1`.execute(
    db,
  )
  return rows[0]?.barcode ?? null
}

export async function loadDeskStory(db: Database, holdId: HoldId, limit: number): Promise<DeskStoryLine[]> {
  const { rows } = await sql<DeskStoryLine>`
    select e.at, e.actor, e.why as what, coalesce(e.reason, e.detail) as detail,
      case when t.id is not null then json_build_object(
        'from', concat_ws('/', f.short_name, fs.name), 'to', concat_ws('/', t.short_name, ts.name)) end as moved
    from hold_event e
    left join branch f on f.id = e.from_branch_id left join stop fs on fs.id = e.from_stop_id
    left join branch t on t.id = e.to_branch_id left join stop ts on ts.id = e.to_stop_id
    where e.hold_id = ${holdId} order by e.id limit ${limit}`.execute(db)
  return rows
}

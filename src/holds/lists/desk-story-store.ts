import { type Database, sql } from '#database/database.ts'
import type { HoldHappening } from '../rules/transition.ts'

/** A line of the story of a hold as staff read it: with who did it and why. */
export type DeskStoryLine = {
  at: Temporal.Instant
  /** 'patron', 'night', 'system' or 'staff:<login>'. */
  actor: string
  what: HoldHappening
  detail: string | null
}

export async function loadDeskStory(db: Database, holdId: number, limit: number): Promise<DeskStoryLine[]> {
  const { rows } = await sql<DeskStoryLine>`
    select at, actor, why as what, detail from hold_event where hold_id = ${holdId} order by id limit ${limit}`.execute(
    db,
  )
  return rows
}

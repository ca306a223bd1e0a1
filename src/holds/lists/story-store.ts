import { type Database, sql } from '#database/database.ts'
import type { HoldId, PatronId } from '#ids.ts'
import type { HoldHappening } from '../rules/transition.ts'

export type StoryLine = {
  at: Temporal.Instant
  /** 'patron', 'night', 'system' or 'staff': which of the staff it was is not the patron's to know. */
  by: 'patron' | 'night' | 'system' | 'staff'
  what: HoldHappening
  from: string | null
  to: string
}

/** The history of a hold and whose it is; null when there is none. */
export async function loadStory(
  db: Database,
  holdId: HoldId,
): Promise<{ patronId: PatronId | null; lines: StoryLine[] } | null> {
  const { rows } = await sql<{
    patron_id: PatronId | null
    at: Temporal.Instant
    actor: string
    from_state: string | null
    to_state: string
    why: string
  }>`
    select h.patron_id, e.at, e.actor, e.from_state, e.to_state, e.why
    from hold h join hold_event e on e.hold_id = h.id where h.id = ${holdId} order by e.id limit 500`.execute(db)
  if (!rows[0]) return null
  return {
    patronId: rows[0].patron_id,
    lines: rows.map(row => ({
      at: row.at,
      by: row.actor.split(':')[0] as StoryLine['by'],
      what: row.why as HoldHappening,
      from: row.from_state,
      to: row.to_state,
    })),
  }
}

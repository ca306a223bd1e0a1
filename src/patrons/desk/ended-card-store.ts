import { type Database, sql } from '#database/database.ts'
import type { PatronId } from '#ids.ts'

/**
 * Patrons whose card ended before a day and of whom nothing is open: no loan (a lost copy is one until it is settled),
 * no hold, no request or question that waits, no message unread. Who is stopped stays, for a desk has something to
 * settle with them; so does whoever looks after the card of somebody else.
 */
const endedBefore = (day: Temporal.PlainDate) => sql`
  patron p where p.name <> '' and p.merged_into is null and p.expires_on < ${day} and p.stopped_because is null
    and not exists (select from loan l where l.patron_id = p.id and l.returned_at is null)
    and not exists (select from hold h where h.patron_id = p.id and h.state <> 'closed')
    and not exists (select from request r where r.patron_id = p.id and r.state not in ('held', 'declined', 'withdrawn'))
    and not exists (select from question q where q.patron_id = p.id and q.state <> 'answered')
    and not exists (select from patron_message m where m.patron_id = p.id)
    and not exists (select from family_link f where f.carer_id = p.id)`

/** How many there are. */
export async function countEndedCards(db: Database, day: Temporal.PlainDate): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${endedBefore(day)}`.execute(db)
  return rows[0]!.count
}

/** The first of them. */
export async function findEndedCards(db: Database, day: Temporal.PlainDate, limit: number): Promise<PatronId[]> {
  const { rows } = await sql<{ id: PatronId }>`
    select p.id from ${endedBefore(day)} order by p.id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Whether it is still so of one, whose row the caller has locked. */
export async function isEndedCard(db: Database, id: PatronId, day: Temporal.PlainDate): Promise<boolean> {
  const { rows } = await sql`select 1 from ${endedBefore(day)} and p.id = ${id}`.execute(db)
  return rows.length > 0
}

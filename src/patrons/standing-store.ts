import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import { assert } from '#std/assert.ts'
import type { Standing } from './rules/block.ts'

export type LoadedStanding = {
  standing: Standing
  registered: { phone: boolean; mail: boolean }
}

/** How a patron stands today: card, overdue loans, and what they can be contacted by. */
export async function loadStanding(
  db: Database,
  patronId: PatronId,
  today: Temporal.PlainDate,
): Promise<LoadedStanding> {
  const found = await findStanding(db, patronId, today)
  assert(found, 'a patron who acts exists')
  return found
}

/** The same; null when there is no such patron. */
export async function findStanding(
  db: Database,
  patronId: PatronId,
  today: Temporal.PlainDate,
): Promise<LoadedStanding | null> {
  const { rows } = await sql<StandingRow>`
    select ${standingColumns(today)} from patron p where p.id = ${patronId}`.execute(db)
  return rows[0] ? toStanding(rows[0]) : null
}

export type StandingRow = {
  category: Standing['category']
  expires_on: Temporal.PlainDate
  stopped: boolean
  overdue_days: number
  phone: boolean
  mail: boolean
}

/** The same as columns of a larger query about a patron `p`. */
export const standingColumns = (today: Temporal.PlainDate) => sql`
  p.category, p.expires_on, p.stopped_because is not null or p.merged_into is not null as stopped,
  coalesce(greatest(0, ${today}::date - (
    select min(l.due_on) from loan l where l.patron_id = p.id and l.returned_at is null)), 0) as overdue_days,
  p.phone is not null as phone, p.mail is not null as mail`

export const toStanding = (row: StandingRow): LoadedStanding => ({
  standing: {
    category: row.category,
    expiresOn: row.expires_on,
    stopped: row.stopped,
    overdueDays: row.overdue_days,
  },
  registered: { phone: row.phone, mail: row.mail },
})

/**
 * Locks a patron, so that what is counted of them stands still until the end of the transaction.
 * @returns the number under which they act: another one when they were merged meanwhile; null when there is none
 */
export async function lockPatron(tx: Tx, patronId: PatronId): Promise<PatronId | null> {
  const { rows } = await sql<{ merged_into: PatronId | null }>`
    select merged_into from patron where id = ${patronId} for no key update`.execute(tx)
  if (!rows[0]) return null
  return rows[0].merged_into === null ? patronId : lockPatron(tx, rows[0].merged_into)
}

/** Whose card a number is, typed or scanned; retired cards belong to nobody. */
export async function findPatronByCard(db: Database, cardNumber: string): Promise<PatronId | null> {
  const { rows } = await sql<{ patron_id: PatronId }>`
    select patron_id from card where number = ${cardNumber} and retired_on is null`.execute(db)
  return rows[0]?.patron_id ?? null
}

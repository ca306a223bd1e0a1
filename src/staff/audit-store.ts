import { type Database, goesWithNext, sql } from '#database/database.ts'
import type { PatronId } from '#ids.ts'

/** What staff did with a patron, or saw of one. */
export type Audited = {
  at: Temporal.Instant
  staffLogin: string
  /** A verb of the house: registerPatron, resetPassword, findPatrons, … */
  did: string
  patronId: PatronId | null
  detail?: Record<string, unknown>
}

export async function insertAudit(
  db: Database,
  { at, staffLogin, did, patronId, detail = {} }: Audited,
): Promise<void> {
  await sql`${goesWithNext}
    insert into audit (at, staff_login, did, patron_id, detail)
    values (${at}, ${staffLogin}, ${did}, ${patronId}, ${JSON.stringify(detail)})`.execute(db)
}

import type { Database } from '#database/database.ts'

/** What staff did with a patron, or saw of one. */
export type Audited = {
  at: Temporal.Instant
  staffLogin: string
  /** A verb of the house: registerPatron, resetPassword, findPatrons, … */
  did: string
  patronId: number | null
  detail?: Record<string, unknown>
}

export async function insertAudit(
  tx: Database,
  { at, staffLogin, did, patronId, detail = {} }: Audited,
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ at, staff_login: staffLogin, did, patron_id: patronId, detail: JSON.stringify(detail) })
    .execute()
}

import type { Database } from '#database/database.ts'
import { insertAudit } from './audit-store.ts'

/** What staff did with a patron, or saw of one. */
export type Audited = {
  at: Temporal.Instant
  staffLogin: string
  /** A verb of the house: registerPatron, resetPassword, findPatrons, … */
  did: string
  patronId: number | null
  detail?: Record<string, unknown>
}

/** Writes one line of the audit trail, in the transaction of what it tells of. */
export const writeAudit = (tx: Database, audited: Audited): Promise<void> => insertAudit(tx, audited)

import type { Database } from '#database/database.ts'
import { type Audited, insertAudit } from './audit-store.ts'

/** Writes one line of the audit trail, in the transaction of what it tells of. */
export const writeAudit = (db: Database, audited: Audited): Promise<void> => insertAudit(db, audited)

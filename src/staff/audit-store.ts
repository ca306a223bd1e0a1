import type { Database } from '#database/database.ts'
import type { Audited } from './write-audit.ts'

export async function insertAudit(
  tx: Database,
  { at, staffLogin, did, patronId, detail = {} }: Audited,
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ at, staff_login: staffLogin, did, patron_id: patronId, detail: JSON.stringify(detail) })
    .execute()
}

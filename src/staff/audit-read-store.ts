import { type Database, sql } from '#database/database.ts'
import type { FoundMerge } from './found-merge.ts'

export type AuditLine = { at: Temporal.Instant; did: string; patronIds: number[]; reason: string | null }

/** What one account did in a span of time, oldest first; a line names one patron, or all that stood on a list. */
export async function loadAudit(
  db: Database,
  asked: { login: string; from: Temporal.Instant; until: Temporal.Instant },
  limit: number,
): Promise<AuditLine[]> {
  const rows = await db
    .selectFrom('audit')
    .where('staff_login', '=', asked.login)
    .where('at', '>=', asked.from)
    .where('at', '<', asked.until)
    .select(['at', 'did', 'patron_id', 'detail'])
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ at, did, patron_id, detail }) => {
    const { seen, reason } = (detail ?? {}) as { seen?: unknown; reason?: unknown }
    const listed = Array.isArray(seen) ? seen.filter(id => typeof id === 'number') : []
    return {
      at,
      did,
      patronIds: patron_id === null ? listed : [patron_id, ...listed],
      reason: typeof reason === 'string' ? reason : null,
    }
  })
}

/** The newest line that tells how this number was merged into another. */
export async function loadLastMerge(db: Database, did: string, from: number): Promise<FoundMerge | null> {
  const { rows } = await sql<{ at: Temporal.Instant; staff_login: string; detail: Record<string, unknown> }>`
    select at, staff_login, detail from audit where did = ${did} and (detail ->> 'from')::bigint = ${from}
    order by id desc limit 1`.execute(db)
  const row = rows[0]
  if (!row) return null
  const { reason, copies, loans, holds, ended } = row.detail
  return {
    at: row.at,
    staffLogin: row.staff_login,
    reason: String(reason ?? ''),
    copies: Number(copies ?? 0),
    loans: Number(loans ?? 0),
    holds: Number(holds ?? 0),
    ended: Array.isArray(ended) ? ended.length : 0,
  }
}

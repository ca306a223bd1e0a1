import type { Database } from '#database/database.ts'

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

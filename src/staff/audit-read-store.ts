import { type Database, sql } from '#database/database.ts'
import { PatronId } from '#ids.ts'
import type { FoundMerge } from './found-merge.ts'

export type AuditLine = {
  at: Temporal.Instant
  staffLogin: string
  /** The name of the account, if it is still there. */
  staffName: string | null
  did: string
  patronIds: PatronId[]
  reason: string | null
}

/**
 * What was done in a span of time, oldest first: by one account, or with one patron (under each of their numbers), or
 * both. A line names one patron, or all that stood on a list.
 */
export async function loadAudit(
  db: Database,
  asked: {
    login: string | null
    patronIds: readonly PatronId[] | null
    from: Temporal.Instant
    until: Temporal.Instant
  },
  limit: number,
): Promise<AuditLine[]> {
  const rows = await db
    .selectFrom('audit')
    .leftJoin('staff', 'staff.login', 'audit.staff_login')
    .$if(asked.login !== null, query => query.where('audit.staff_login', '=', asked.login!))
    .$if(asked.patronIds !== null, query => query.where(namesOne(asked.patronIds!)))
    .where('at', '>=', asked.from)
    .where('at', '<', asked.until)
    .select(['at', 'staff_login', 'staff.name as staff_name', 'did', 'patron_id', 'detail'])
    .orderBy('audit.id')
    .limit(limit)
    .execute()
  return rows.map(({ at, staff_login, staff_name, did, patron_id, detail }) => {
    const { seen, reason } = (detail ?? {}) as { seen?: unknown; reason?: unknown }
    const listed = Array.isArray(seen) ? seen.filter(id => typeof id === 'number').map(PatronId) : []
    return {
      at,
      staffLogin: staff_login,
      staffName: staff_name,
      did,
      patronIds: patron_id === null ? listed : [patron_id, ...listed],
      reason: typeof reason === 'string' ? reason : null,
    }
  })
}

const namesOne = (patronIds: readonly PatronId[]) =>
  sql<boolean>`(audit.patron_id = any(${[...patronIds]}::bigint[]) or exists (
    select from jsonb_array_elements(case jsonb_typeof(audit.detail -> 'seen') when 'array' then audit.detail -> 'seen' else '[]' end) seen
    where seen in (select to_jsonb(id) from unnest(${[...patronIds]}::bigint[]) id)))`

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

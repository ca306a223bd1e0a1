import type { Database } from '#database/database.ts'

export type SecurityEvent = {
  at: Temporal.Instant
  what:
    | 'staffSignedIn'
    | 'staffRefused'
    | 'staffWaits'
    | 'staffNotAllowed'
    | 'staffFormRefused'
    | 'alarmRaised'
    | 'addressBlocked'
  /** Whose account; null where it is not about one. */
  staffLogin: string | null
  /** By which an address is told from another; nobody can tell which it is. Of what is not allowed, the page. */
  detail: string | null
}

export async function insertSecurityEvent(db: Database, event: SecurityEvent): Promise<void> {
  const { at, what, staffLogin, detail } = event
  await db.insertInto('security_event').values({ at, what, staff_login: staffLogin, detail }).execute()
}

export async function deleteSecurityEvents(db: Database, before: Temporal.Instant): Promise<void> {
  await db.deleteFrom('security_event').where('at', '<', before).execute()
}

/** The newest first. */
export async function loadSecurityEvents(db: Database, limit: number): Promise<SecurityEvent[]> {
  const rows = await db
    .selectFrom('security_event')
    .select(['at', 'what', 'staff_login as staffLogin', 'detail'])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(row => ({ ...row, what: row.what }))
}

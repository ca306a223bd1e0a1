import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId, TerminalId } from '#ids.ts'
import { inForceVersion } from '#in-force-store.ts'

export async function insertSession(
  db: Database,
  session: {
    idHash: Buffer
    patronId: PatronId
    mustChangePassword: boolean
    terminalId: TerminalId | null
    now: Temporal.Instant
    /** Of a program; null for a browser. */
    scopes?: readonly string[] | null
  },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      id_hash: session.idHash,
      patron_id: session.patronId,
      must_change_password: session.mustChangePassword,
      terminal_id: session.terminalId,
      started_at: session.now,
      seen_at: session.now,
      scopes: session.scopes ? [...session.scopes] : null,
    })
    .execute()
}

/**
 * One query a page: the session and what the masthead shows. A patron who was merged into another while signed in has
 * to sign in as that one. Another card of the family is used while its holder agrees (see family/).
 */
export async function loadSession(
  db: Database,
  idHash: Buffer,
  still: {
    terminalId: TerminalId | null
    seenAfter: Temporal.Instant
    startedAfter: Temporal.Instant
    today: Temporal.PlainDate
  },
) {
  // Written out: every page of a patron asks it, and to build it takes longer than to send it.
  const { rows } = await sql<{
    ownPatronId: PatronId
    memberId: PatronId | null
    memberName: string | null
    mustChangePassword: boolean
    veiledUntil: Temporal.Instant | null
    seenAt: Temporal.Instant
    basketCount: number
    inForce: number
  }>`
    select s.patron_id as "ownPatronId", m.id as "memberId", m.name as "memberName",
      s.must_change_password as "mustChangePassword", secret.veiled_until as "veiledUntil", s.seen_at as "seenAt",
      (select count(*) from basket_line where patron_id = coalesce(m.id, s.patron_id)) as "basketCount",
      ${inForceVersion} as "inForce"
    from session s join patron p on p.id = s.patron_id and p.merged_into is null
    left join family_link f on f.carer_id = s.patron_id and f.member_id = s.acting_for
      and (f.ends_on is null or f.ends_on > ${still.today})
    left join patron m on m.id = f.member_id
    left join patron_secret secret on secret.patron_id = s.patron_id
    where s.id_hash = ${idHash} and s.scopes is null and s.terminal_id is not distinct from ${still.terminalId}::bigint
      and s.seen_at > ${still.seenAfter} and s.started_at > ${still.startedAfter}`.execute(db)
  const [row] = rows
  if (!row) return null
  const { ownPatronId, memberId, memberName, ...session } = row
  return {
    patronId: memberId ?? ownPatronId,
    actingFor: memberId === null ? null : { name: memberName ?? '', ownPatronId },
    ...session,
  }
}

/** Of a program's session: whose it is, what it may do. */
export async function loadToken(
  db: Database,
  idHash: Buffer,
  startedAfter: Temporal.Instant,
): Promise<{ patronId: PatronId; scopes: string[] } | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('patron', join => join.onRef('patron.id', '=', 'session.patron_id').on('patron.merged_into', 'is', null))
    .where('id_hash', '=', idHash)
    .where('started_at', '>', startedAfter)
    .where('scopes', 'is not', null)
    .select(['patron_id as patronId', 'scopes'])
    .executeTakeFirst()
  return row ? { patronId: row.patronId, scopes: row.scopes! } : null
}

export async function touchSession(db: Database, idHash: Buffer, now: Temporal.Instant): Promise<void> {
  await db.updateTable('session').set({ seen_at: now }).where('id_hash', '=', idHash).execute()
}

export async function deleteSession(db: Database, idHash: Buffer): Promise<void> {
  await db.deleteFrom('session').where('id_hash', '=', idHash).execute()
}

/** Those that began before the longest time a session lasts. */
export async function deleteOldSessions(db: Database, startedBefore: Temporal.Instant): Promise<void> {
  await db.deleteFrom('session').where('started_at', '<', startedBefore).execute()
}

/** Ends every session of a patron, but perhaps one. */
export async function deleteSessionsOf(tx: Tx, patronId: PatronId, but: Buffer | null = null): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('session')
    .where('patron_id', '=', patronId)
    .$if(but !== null, query => query.where('id_hash', '<>', but!))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

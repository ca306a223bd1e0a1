import type { Database, Tx } from '#database/database.ts'
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

/** One query a page: the session and what the masthead shows. */
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
  const row = await db
    .selectFrom('session')
    // A patron who was merged into another while signed in has to sign in as that one.
    .innerJoin('patron', join => join.onRef('patron.id', '=', 'session.patron_id').on('patron.merged_into', 'is', null))
    // Another card of the family, while its holder agrees (see family/).
    .leftJoin('family_link', join =>
      join
        .onRef('family_link.carer_id', '=', 'session.patron_id')
        .onRef('family_link.member_id', '=', 'session.acting_for')
        .on(eb => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>', still.today)])),
    )
    .leftJoin('patron as member', 'member.id', 'family_link.member_id')
    .leftJoin('patron_secret', 'patron_secret.patron_id', 'session.patron_id')
    .where('id_hash', '=', idHash)
    .where('scopes', 'is', null)
    .where('terminal_id', 'is not distinct from', still.terminalId)
    .where('seen_at', '>', still.seenAfter)
    .where('started_at', '>', still.startedAfter)
    .select(eb => [
      'session.patron_id as ownPatronId',
      'member.id as memberId',
      'member.name as memberName',
      'must_change_password as mustChangePassword',
      'veiled_until as veiledUntil',
      'seen_at as seenAt',
      eb
        .selectFrom('basket_line')
        .where('basket_line.patron_id', '=', eb.fn.coalesce('member.id', 'session.patron_id'))
        .select(count => count.fn.countAll<number>().as('lines'))
        .as('basketCount'),
      inForceVersion.as('inForce'),
    ])
    .executeTakeFirst()
  if (!row) return null
  const { ownPatronId, memberId, memberName, mustChangePassword, veiledUntil, seenAt, basketCount, inForce } = row
  return {
    patronId: memberId ?? ownPatronId,
    actingFor: memberId === null ? null : { name: memberName ?? '', ownPatronId },
    ...{ mustChangePassword, veiledUntil, seenAt, inForce, basketCount: basketCount ?? 0 },
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

import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import { dropMail, setMail } from '#patrons/patron-store.ts'

/** Keeps the address that a patron typed until the 登録完了メール has gone out; a second one replaces the first. */
export async function saveApplication(
  tx: Tx,
  patronId: PatronId,
  address: string,
  appliedAt: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('mail_application')
    .values({ patron_id: patronId, address, applied_at: appliedAt })
    .onConflict(conflict => conflict.column('patron_id').doUpdateSet({ address, applied_at: appliedAt }))
    .execute()
}

export async function deleteApplication(tx: Tx, patronId: PatronId): Promise<void> {
  await tx.deleteFrom('mail_application').where('patron_id', '=', patronId).execute()
}

/** M44: the address that got the 登録完了メール is registered, unless the patron has typed another meanwhile. */
export async function saveMailRegistered(tx: Tx, patronId: PatronId, address: string): Promise<void> {
  const applied = await tx
    .deleteFrom('mail_application')
    .where('patron_id', '=', patronId)
    .where('address', '=', address)
    .returning('address')
    .execute()
  if (applied.length > 0) await saveMail(tx, patronId, address)
}

export async function saveMail(tx: Tx, patronId: PatronId, address: string | null): Promise<void> {
  await tx.deleteFrom('mail_bounce').where('patron_id', '=', patronId).execute()
  await setMail(tx, patronId, address)
}

/**
 * An address to which mails do not come is no way to contact anybody: it is offered no more, and that it was taken away
 * is kept for the patron and staff to read.
 */
export async function takeMailAway(tx: Tx, patronId: PatronId, address: string, at: Temporal.Instant): Promise<void> {
  if (!(await dropMail(tx, patronId, address))) return
  await tx
    .insertInto('mail_bounce')
    .values({ patron_id: patronId, address, bounced_at: at })
    .onConflict(conflict => conflict.column('patron_id').doUpdateSet({ address, bounced_at: at }))
    .execute()
}

export type MailStanding = {
  registered: string | null
  /** Was registered, and taken away because no mail reached it. */
  bounced: string | null
  /** Typed and not registered yet; `refused` when its 登録完了メール could not be delivered. */
  applied: { address: string; refused: boolean } | null
}

export async function loadMailStanding(db: Database, patronId: PatronId): Promise<MailStanding> {
  const row = await db
    .selectFrom('patron')
    .leftJoin('mail_application', 'mail_application.patron_id', 'patron.id')
    .leftJoin('mail_bounce', 'mail_bounce.patron_id', 'patron.id')
    .where('patron.id', '=', patronId)
    .select(eb => [
      'patron.mail',
      'mail_bounce.address as bounced',
      'mail_application.address as applied',
      eb
        .exists(
          eb
            .selectFrom('notice')
            .whereRef('notice.patron_id', '=', 'patron.id')
            .whereRef('notice.recipient', '=', 'mail_application.address')
            .whereRef('notice.due_at', '>=', 'mail_application.applied_at')
            .where('notice.kind', '=', 'mailRegistered')
            .where('notice.state', '=', 'failed')
            .select('notice.id'),
        )
        .as('refused'),
    ])
    .executeTakeFirst()
  return {
    registered: row?.mail ?? null,
    bounced: row?.mail ? null : (row?.bounced ?? null),
    applied: row?.applied ? { address: row.applied, refused: Boolean(row.refused) } : null,
  }
}

/**
 * Addresses typed before `before` for which no 登録完了メール stands in the outbox yet, oldest first, each with the key of the
 * event it is: this typing, not an earlier one.
 */
export async function loadApplicationsWithoutNotice(
  tx: Tx,
  before: Temporal.Instant,
  limit: number,
): Promise<{ patronId: PatronId; dedupeKey: string }[]> {
  const { rows } = await sql<{ patronId: PatronId; dedupeKey: string }>`
    select patron_id as "patronId", key as "dedupeKey" from mail_application,
      lateral (select 'mailRegistered:patron:' || patron_id || ':' || (extract(epoch from applied_at) * 1000000)::bigint as key) event
    where applied_at < ${before} and not exists (select from notice where dedupe_key = key)
    order by applied_at, patron_id limit ${limit}`.execute(tx)
  return rows
}

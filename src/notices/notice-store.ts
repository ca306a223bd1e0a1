import { randomUUID } from 'node:crypto'
import type { Database } from '#database/database.ts'
import type { Addresses, Telling } from './rules/channel.ts'
import type { NewNotice } from './rules/notice.ts'

/** What is registered of these patrons now. */
export async function loadAddresses(tx: Database, patronIds: number[]): Promise<Map<number, Addresses>> {
  if (patronIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('patron')
    .leftJoin('mail_application', 'mail_application.patron_id', 'patron.id')
    .where('patron.id', 'in', [...new Set(patronIds)])
    .select(['patron.id', 'patron.mail', 'patron.phone', 'mail_application.address as appliedMail'])
    .execute()
  return new Map(rows.map(({ id, ...addresses }) => [id, addresses]))
}

export type OutgoingNotice = { notice: NewNotice; telling: Telling; dueAt: Temporal.Instant }

/** Puts notices into the outbox; one that is there already stays as it is. Gives how many were new. */
export async function insertNotices(tx: Database, outgoing: OutgoingNotice[]): Promise<number> {
  if (outgoing.length === 0) return 0
  const written = await tx
    .insertInto('notice')
    .values(
      outgoing.map(({ notice, telling, dueAt }) => ({
        dedupe_key: notice.dedupeKey,
        kind: notice.kind,
        patron_id: notice.patronId,
        hold_id: notice.holdId,
        channel: telling.channel,
        recipient: telling.recipient,
        facts: JSON.stringify(notice.facts),
        due_at: dueAt,
        next_try_at: dueAt,
        // Given once, so that every try of this mail is the same mail to the servers on its way.
        message_id: `<${randomUUID()}@kago>`,
      })),
    )
    .onConflict(conflict => conflict.column('dedupe_key').doNothing())
    .returning('id')
    .execute()
  return written.length
}

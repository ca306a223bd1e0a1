import { randomUUID } from 'node:crypto'
import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import { declinedMails } from '#patrons/mail-choices/mail-choices-store.ts'
import type { Addresses, Telling } from './rules/channel.ts'
import type { NewNotice } from './rules/notice.ts'

/** What is registered of these patrons now. */
export async function loadAddresses(
  db: Database,
  patronIds: PatronId[],
): Promise<Map<PatronId, Addresses & { declined: string[] }>> {
  if (patronIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('patron')
    .leftJoin('mail_application', 'mail_application.patron_id', 'patron.id')
    .where('patron.id', 'in', [...new Set(patronIds)])
    .select(['patron.id', 'patron.mail', 'patron.phone', 'mail_application.address as appliedMail'])
    .select(postal(sql`patron`).as('postal'))
    .select(declinedMails(sql`patron`).as('declined'))
    .execute()
  return new Map(rows.map(({ id, ...addresses }) => [id, addresses]))
}

/** The postal address of a patron, as it is written on an envelope; empty when none is registered. */
export const postal = (patron: ReturnType<typeof sql>) =>
  sql<string>`concat_ws(' ', '〒' || nullif(${patron}.postal_code, ''), nullif(${patron}.address, ''))`

export type OutgoingNotice = { notice: NewNotice; telling: Telling; dueAt: Temporal.Instant }

/** Puts notices into the outbox; one that is there already stays as it is. Gives how many were new. */
export async function insertNotices(tx: Tx, outgoing: OutgoingNotice[]): Promise<number> {
  if (outgoing.length === 0) return 0
  const written = await tx
    .insertInto('notice')
    .values(outgoing.map(toRow))
    .onConflict(conflict => conflict.column('dedupe_key').doNothing())
    .returning('id')
    .execute()
  return written.length
}

/** The same; one that is there and was not told goes out anew, as it is now. Gives how many are to be told. */
export async function renewNotices(tx: Tx, outgoing: OutgoingNotice[]): Promise<number> {
  if (outgoing.length === 0) return 0
  const written = await tx
    .insertInto('notice')
    .values(outgoing.map(toRow))
    .onConflict(conflict =>
      conflict
        .column('dedupe_key')
        .doUpdateSet(eb => ({
          channel: eb.ref('excluded.channel'),
          recipient: eb.ref('excluded.recipient'),
          facts: eb.ref('excluded.facts'),
          due_at: eb.ref('excluded.due_at'),
          next_try_at: eb.ref('excluded.next_try_at'),
          message_id: eb.ref('excluded.message_id'),
          state: 'due',
          attempts: 0,
          told_with: null,
          done_at: null,
          last_error: null,
        }))
        .where('notice.state', '<>', 'sent'),
    )
    .returning('id')
    .execute()
  return written.length
}

const toRow = ({ notice, telling, dueAt }: OutgoingNotice) => ({
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
})

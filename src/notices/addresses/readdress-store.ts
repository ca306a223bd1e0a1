import { type Database, sql } from '#database/database.ts'
import type { Telling } from '../rules/channel.ts'
import type { NoticeFacts, NoticeKind } from '../rules/notice.ts'

export type DueNoticeOf = { id: number; kind: NoticeKind; channel: 'mail' | 'phone'; facts: NoticeFacts }

/** What is not told yet to a patron, under its lock: a sender that has it in hand is waited for. */
export async function loadDueNoticesOf(tx: Database, patronId: number): Promise<DueNoticeOf[]> {
  const { rows } = await sql<DueNoticeOf>`
    select id, kind, channel, facts from notice where patron_id = ${patronId} and state = 'due' order by id for update`.execute(
    tx,
  )
  return rows
}

/** Gives a notice to another patron, with their address; null: they are not told. */
export async function saveReaddressed(
  tx: Database,
  noticeId: number,
  patronId: number,
  telling: Telling | null,
  now: Temporal.Instant,
): Promise<void> {
  if (telling) {
    await sql`
      update notice set patron_id = ${patronId}, channel = ${telling.channel}, recipient = ${telling.recipient}
      where id = ${noticeId}`.execute(tx)
    return
  }
  await sql`
    update notice set patron_id = ${patronId}, recipient = '', state = 'cancelled', done_at = ${now}
    where id = ${noticeId}`.execute(tx)
}

export async function moveDoneNotices(tx: Database, from: number, into: number): Promise<void> {
  await sql`update notice set patron_id = ${into} where patron_id = ${from}`.execute(tx)
}

export type AddressedNotice = DueNoticeOf & { recipient: string; contact: 'phone' | 'mail' | 'self' | null }

/** The same for a look at where they go: those in hand of another sender are left to it. */
export async function loadAddressed(tx: Database, patronId: number): Promise<AddressedNotice[]> {
  const { rows } = await sql<AddressedNotice>`
    select n.id, n.kind, n.channel, n.facts, n.recipient, h.contact
    from notice n left join hold h on h.id = n.hold_id
    where n.patron_id = ${patronId} and n.state = 'due' order by n.id for update of n skip locked`.execute(tx)
  return rows
}

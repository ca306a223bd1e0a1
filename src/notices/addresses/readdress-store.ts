import { type Database, sql, type Tx } from '#database/database.ts'
import type { NoticeId, PatronId } from '#ids.ts'
import type { Channel, Telling } from '../rules/channel.ts'
import type { NoticeContent } from '../rules/notice.ts'

export type DueNoticeOf = NoticeContent & { id: NoticeId; channel: Channel }

/** What is not told yet to a patron, under its lock: a sender that has it in hand is waited for. */
export async function loadDueNoticesOf(tx: Tx, patronId: PatronId): Promise<DueNoticeOf[]> {
  const { rows } = await sql<DueNoticeOf>`
    select id, kind, channel, facts from notice where patron_id = ${patronId} and state = 'due' order by id for update`.execute(
    tx,
  )
  return rows
}

/** Gives a notice to another patron, with their address; null: they are not told. */
export async function saveReaddressed(
  tx: Tx,
  noticeId: NoticeId,
  patronId: PatronId,
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

export async function moveDoneNotices(tx: Tx, from: PatronId, into: PatronId): Promise<void> {
  await sql`update notice set patron_id = ${into} where patron_id = ${from}`.execute(tx)
}

export type AddressedNotice = DueNoticeOf & {
  recipient: string
  contact: 'phone' | 'mail' | 'self' | null
  /** Where the mail went that told it before and did not come through. */
  failedMail: string | null
}

/** The same for a look at where they go: those in hand of another sender are left to it. */
export async function loadAddressed(tx: Tx, patronId: PatronId): Promise<AddressedNotice[]> {
  const { rows } = await sql<AddressedNotice>`
    select n.id, n.kind, n.channel, n.facts, n.recipient, h.contact, ${failedMail} as "failedMail"
    from notice n left join hold h on h.id = n.hold_id
    where n.patron_id = ${patronId} and n.state = 'due' order by n.id for update of n skip locked`.execute(tx)
  return rows
}

/** The address that a mail telling the same as notice `n` was sent to in vain. */
const failedMail = sql<
  string | null
>`(select f.recipient from notice f where f.id = n.instead_of and f.channel = 'mail')`

/** Patrons with a call or a letter to be made who have no number to call, or can be called or sent a mail by now. */
export async function loadReachedOtherwise(db: Database, limit: number): Promise<PatronId[]> {
  const { rows } = await sql<{ patronId: PatronId }>`
    select distinct n.patron_id as "patronId" from notice n join patron p on p.id = n.patron_id
    where n.state = 'due' and ((n.channel = 'phone' and coalesce(p.phone, '') = '')
      or (n.channel = 'letter' and (coalesce(p.phone, '') <> '' or (p.mail <> '' and p.mail is distinct from ${failedMail}))))
    order by n.patron_id limit ${limit}`.execute(db)
  return rows.map(row => row.patronId)
}

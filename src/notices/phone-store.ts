import { type Database, sql } from '#database/database.ts'
import type { NoticeFacts, NoticeKind } from './rules/notice.ts'

export type PhoneCall = {
  noticeId: number
  kind: NoticeKind
  holdId: number | null
  patronId: number
  name: string
  nameReading: string
  phone: string
  facts: NoticeFacts
  /** Since when the patron waits for the call. */
  dueAt: Temporal.Instant
  /** How often somebody has called and reached nobody. */
  notReached: number
  /** A mail was tried before and did not come through. */
  mailFailed: boolean
}

/**
 * The calls that a branch has to make: for holds that are picked up there, and for its own patrons (those without a branch
 * belong to the central library). Who was not reached lately stands at the end.
 */
export async function loadPhoneCalls(db: Database, branchId: string, limit: number): Promise<PhoneCall[]> {
  const { rows } = await sql<PhoneCall>`
    select n.id as "noticeId", n.kind, n.hold_id as "holdId", p.id as "patronId", p.name, p.name_reading as "nameReading",
      n.recipient as phone, n.facts, n.due_at as "dueAt", n.attempts as "notReached", n.dedupe_key like '%:phone' as "mailFailed"
    from notice n
    join patron p on p.id = n.patron_id
    left join hold h on h.id = n.hold_id
    where n.state = 'due' and n.channel = 'phone'
      and (n.kind <> 'ready' or h.id is null or h.state = 'ready')
      and coalesce(h.pickup_branch_id, p.home_branch_id, (select id from branch where is_central)) = ${branchId}
    order by n.next_try_at, p.id, n.id limit ${limit}`.execute(db)
  return rows
}

export type Call = { kind: NoticeKind; holdId: number | null; patronId: number | null; state: string }

/** One entry of the phone list under its lock; null when there is none. */
export async function lockCall(tx: Database, noticeId: number): Promise<Call | null> {
  const row = await tx
    .selectFrom('notice')
    .where('id', '=', noticeId)
    .where('channel', '=', 'phone')
    .select(['kind', 'hold_id', 'patron_id', 'state'])
    .forUpdate()
    .executeTakeFirst()
  return row ? { kind: row.kind as NoticeKind, holdId: row.hold_id, patronId: row.patron_id, state: row.state } : null
}

export async function saveNotReached(tx: Database, noticeId: number, nextTryAt: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('notice')
    .set(eb => ({ attempts: eb('attempts', '+', 1), next_try_at: nextTryAt, last_error: 'notReached' }))
    .where('id', '=', noticeId)
    .where('state', '=', 'due')
    .execute()
}

import { type Database, sql } from '#database/database.ts'
import { stillTrue } from './fallen-store.ts'
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
 * belong to the central library). Only what is still so, and may be told by now. Who was not reached lately stands at the end.
 */
export async function loadPhoneCalls(
  db: Database,
  branchId: string,
  { now, today }: { now: Temporal.Instant; today: Temporal.PlainDate },
  limit: number,
): Promise<PhoneCall[]> {
  const { rows } = await sql<PhoneCall>`
    select n.id as "noticeId", n.kind, n.hold_id as "holdId", p.id as "patronId", p.name, p.name_reading as "nameReading",
      coalesce(p.phone, n.recipient) as phone, n.facts, n.due_at as "dueAt", n.attempts as "notReached", n.dedupe_key like '%:phone' as "mailFailed"
    from notice n
    join patron p on p.id = n.patron_id
    left join hold h on h.id = n.hold_id
    where n.state = 'due' and n.channel = 'phone' and n.due_at <= ${now} and ${stillTrue(today)}
      and coalesce(h.pickup_branch_id, p.home_branch_id, (select id from branch where is_central)) = ${branchId}
    order by n.next_try_at, p.id, n.id limit ${limit}`.execute(db)
  return rows
}

/** The calls of a branch that were marked as made since an instant, the last first: one may have been marked by mistake. */
export async function loadCallsMade(
  db: Database,
  branchId: string,
  since: Temporal.Instant,
  limit: number,
): Promise<{ noticeId: number; name: string; titles: string[]; kind: NoticeKind; doneAt: Temporal.Instant }[]> {
  const { rows } = await sql<{
    noticeId: number
    name: string
    titles: string[]
    kind: NoticeKind
    doneAt: Temporal.Instant
  }>`
    select n.id as "noticeId", p.name, coalesce(n.facts -> 'titles', '[]') as titles, n.kind, n.done_at as "doneAt"
    from notice n join patron p on p.id = n.patron_id left join hold h on h.id = n.hold_id
    where n.state = 'sent' and n.channel = 'phone' and n.done_at >= ${since}
      and coalesce(h.pickup_branch_id, p.home_branch_id, (select id from branch where is_central)) = ${branchId}
    order by n.done_at desc, n.id limit ${limit}`.execute(db)
  return rows
}

export type Call = {
  kind: NoticeKind
  holdId: number | null
  patronId: number | null
  state: 'due' | 'sent' | 'failed' | 'cancelled'
  /** Whether what is to be told is still so. */
  stillTrue: boolean
  doneAt: Temporal.Instant | null
}

/** One entry of the phone list under its lock; null when there is none. */
export async function lockCall(tx: Database, noticeId: number, today: Temporal.PlainDate): Promise<Call | null> {
  const { rows } = await sql<Call>`
    select n.kind, n.hold_id as "holdId", n.patron_id as "patronId", n.state, ${stillTrue(today)} as "stillTrue", n.done_at as "doneAt"
    from notice n where n.id = ${noticeId} and n.channel = 'phone' for update`.execute(tx)
  return rows[0] ?? null
}

export async function saveNotReached(tx: Database, noticeId: number, nextTryAt: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('notice')
    .set(eb => ({ attempts: eb('attempts', '+', 1), next_try_at: nextTryAt, last_error: 'notReached' }))
    .where('id', '=', noticeId)
    .where('state', '=', 'due')
    .execute()
}

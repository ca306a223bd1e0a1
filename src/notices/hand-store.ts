import { type Database, sql, type Tx } from '#database/database.ts'
import type { BranchId, HoldId, NoticeId, PatronId } from '#ids.ts'
import { stillTrue } from './fallen-store.ts'
import { postal } from './notice-store.ts'
import type { ByHand } from './rules/channel.ts'
import type { NoticeContent, NoticeKind } from './rules/notice.ts'

/** What somebody at the counter has to tell: by a call, or by a letter. */
export type HandNotice = NoticeContent & {
  noticeId: NoticeId
  holdId: HoldId | null
  patronId: PatronId
  name: string
  nameReading: string
  /** The number, or the postal address as it is registered now; empty for a letter when there is none. */
  recipient: string
  /** Since when the patron waits to be told. */
  dueAt: Temporal.Instant
  /** How often somebody has called and reached nobody. */
  notReached: number
  /** A mail was tried before and did not come through. */
  mailFailed: boolean
}

/**
 * The calls or letters that a branch has to make: for holds that are picked up there, and for its own patrons (those
 * without a branch belong to the central library). Only what is still so, and may be told by now. Who was not reached
 * lately stands at the end.
 */
export async function loadHandNotices(
  db: Database,
  by: ByHand,
  branchId: BranchId,
  { now, today }: { now: Temporal.Instant; today: Temporal.PlainDate },
  limit: number,
): Promise<HandNotice[]> {
  const { rows } = await sql<HandNotice>`
    select n.id as "noticeId", n.kind, n.hold_id as "holdId", p.id as "patronId", p.name, p.name_reading as "nameReading",
      ${recipientNow} as recipient, n.facts, n.due_at as "dueAt", n.attempts as "notReached", n.instead_of is not null as "mailFailed"
    from notice n
    join patron p on p.id = n.patron_id
    left join hold h on h.id = n.hold_id
    where n.state = 'due' and n.channel = ${by} and n.due_at <= ${now} and ${stillTrue(today)}
      and coalesce(h.pickup_branch_id, p.home_branch_id, (select id from branch where is_central)) = ${branchId}
    order by n.next_try_at, p.id, n.id limit ${limit}`.execute(db)
  return rows
}

/** Where a call or a letter goes: what is registered now stands before what was when it was written. */
const recipientNow = sql<string>`(case n.channel when 'phone' then coalesce(nullif(p.phone, ''), n.recipient) else ${postal(sql`p`)} end)`

/**
 * The calls or letters of a branch that were marked as made since an instant, the last first: one may have been marked
 * by mistake.
 */
export async function loadToldByHand(
  db: Database,
  by: ByHand,
  branchId: BranchId,
  since: Temporal.Instant,
  limit: number,
): Promise<{ noticeId: NoticeId; name: string; titles: string[]; kind: NoticeKind; doneAt: Temporal.Instant }[]> {
  const { rows } = await sql<{
    noticeId: NoticeId
    name: string
    titles: string[]
    kind: NoticeKind
    doneAt: Temporal.Instant
  }>`
    select n.id as "noticeId", p.name, coalesce(n.facts -> 'titles', '[]') as titles, n.kind, n.done_at as "doneAt"
    from notice n join patron p on p.id = n.patron_id left join hold h on h.id = n.hold_id
    where n.state = 'sent' and n.channel = ${by} and n.done_at >= ${since}
      and coalesce(h.pickup_branch_id, p.home_branch_id, (select id from branch where is_central)) = ${branchId}
    order by n.done_at desc, n.id limit ${limit}`.execute(db)
  return rows
}

export type Call = {
  channel: ByHand
  kind: NoticeKind
  holdId: HoldId | null
  patronId: PatronId | null
  state: 'due' | 'sent' | 'failed' | 'cancelled'
  /** Whether what is to be told is still so. */
  stillTrue: boolean
  doneAt: Temporal.Instant | null
}

/**
 * What is to be told, or was, by a call or a letter, under its lock; null when there is none. It may have moved to the
 * other list.
 */
export async function lockCall(tx: Tx, noticeId: NoticeId, today: Temporal.PlainDate): Promise<Call | null> {
  const { rows } = await sql<Call>`
    select n.channel, n.kind, n.hold_id as "holdId", n.patron_id as "patronId", n.state, ${stillTrue(today)} as "stillTrue", n.done_at as "doneAt"
    from notice n where n.id = ${noticeId} and n.channel <> 'mail' for update`.execute(tx)
  return rows[0] ?? null
}

export async function saveNotReached(tx: Tx, noticeId: NoticeId, nextTryAt: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('notice')
    .set(eb => ({ attempts: eb('attempts', '+', 1), next_try_at: nextTryAt, last_error: 'notReached' }))
    .where('id', '=', noticeId)
    .where('state', '=', 'due')
    .execute()
}

/** Keeps which way a notice was told, and where to. A number that has gone meanwhile leaves both as they were. */
export async function saveToldBy(tx: Tx, noticeId: NoticeId, by: ByHand): Promise<void> {
  await sql`
    update notice n set channel = ${by}, recipient = case ${by}::text when 'phone' then p.phone else ${postal(sql`p`)} end
    from patron p where p.id = n.patron_id and n.id = ${noticeId} and (${by}::text = 'letter' or p.phone <> '')`.execute(
    tx,
  )
}

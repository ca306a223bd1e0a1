import { type Database, type Row, sql, type Tx } from '#database/database.ts'
import type { HoldId, NoticeId, PatronId } from '#ids.ts'
import { dayOf } from '#time/clock.ts'
import { addressAgain } from './addresses/address-again.ts'
import { stillTrue, withdrawDeclined, withdrawFallen } from './fallen-store.ts'
import { postal } from './notice-store.ts'
import type { NoticeContent } from './rules/notice.ts'

export type DueNotice = NoticeContent & {
  id: NoticeId
  patronId: PatronId | null
  holdId: HoldId | null
  recipient: string
  messageId: string
  /** How often it was tried, the try that this claim is for included. */
  attempts: number
}

/**
 * Takes the next due mail for this worker until `leaseUntil`, with the notices that are told in the same mail; null
 * when none is due. Whoever dies meanwhile leaves it to be found again when the lease ends. What its patron is to be
 * told is looked at once more: what is not true any more is withdrawn, and what is goes to where they can be reached
 * now; the list may be empty.
 * @param notTo domains that are left alone for now
 */
export async function claimMail(
  tx: Tx,
  { now, today, patronsChoose }: { now: Temporal.Instant; today: Temporal.PlainDate; patronsChoose: boolean },
  leaseUntil: Temporal.Instant,
  notTo: readonly string[] = [],
): Promise<DueNotice[] | null> {
  const leader = await tx
    .selectFrom('notice')
    .where('state', '=', 'due')
    .where('channel', '=', 'mail')
    .where('next_try_at', '<=', now)
    .where(sql<boolean>`lower(split_part(recipient, '@', 2)) <> all (${[...notTo]})`)
    .where(eb => eb.or([eb('told_with', 'is', null), eb('told_with', '=', eb.ref('id'))]))
    .select(['id', 'kind', 'told_with', 'patron_id'])
    .orderBy('next_try_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!leader) return null
  if (leader.patron_id !== null) {
    await withdrawFallen(tx, { now, today }, { patronId: leader.patron_id })
    if (patronsChoose) await withdrawDeclined(tx, leader.patron_id, now)
    await addressAgain(tx, leader.patron_id, now)
  }
  if (leader.told_with !== null) await follow(tx, leader.id)
  else if (await isStillMail(tx, leader.id)) await gather(tx, leader.id, toldTogether.includes(leader.kind))
  return await claimBundle(tx, leader.id, leaseUntil)
}

const isStillMail = async (tx: Tx, id: NoticeId): Promise<boolean> =>
  (
    await tx
      .selectFrom('notice')
      .where('id', '=', id)
      .where('state', '=', 'due')
      .where('channel', '=', 'mail')
      .select('id')
      .execute()
  ).length > 0

/** A mail that was tried before and whose first notice has gone since is led by the next one. */
async function follow(tx: Tx, leaderId: NoticeId): Promise<void> {
  if (await isStillMail(tx, leaderId)) return
  await sql`
    update notice set told_with = null where told_with = ${leaderId} and state = 'due' and channel = 'mail'`.execute(tx)
}

/** Books that come ready, end or are about to go back together are told in one mail. */
const toldTogether = ['ready', 'shelfMoved', 'unavailable', 'closed', 'shelfEnding']

/**
 * From now on these notices are one mail; later ones make another, so that a repeated try never says more than the
 * first.
 */
async function gather(tx: Tx, leaderId: NoticeId, withOthers: boolean): Promise<void> {
  await tx.updateTable('notice').set({ told_with: leaderId }).where('id', '=', leaderId).execute()
  if (!withOthers) return
  await sql`
    update notice set told_with = ${leaderId} where id in (
      select other.id from notice other join notice leader on leader.id = ${leaderId}
      where other.state = 'due' and other.channel = 'mail' and other.told_with is null
        and other.kind = leader.kind and other.patron_id = leader.patron_id and other.recipient = leader.recipient
        and other.facts - '{titles,pickUpBy}'::text[] = leader.facts - '{titles,pickUpBy}'::text[]
      order by other.id limit 100
      for update of other skip locked)`.execute(tx)
}

async function claimBundle(tx: Tx, leaderId: NoticeId, leaseUntil: Temporal.Instant): Promise<DueNotice[]> {
  const rows = await tx
    .updateTable('notice')
    .set(eb => ({ attempts: eb('attempts', '+', 1), next_try_at: leaseUntil }))
    .where('told_with', '=', leaderId)
    .where('state', '=', 'due')
    .where('channel', '=', 'mail')
    .returning(noticeColumns)
    .execute()
  return rows.sort((a, b) => a.id - b.id).map(toDueNotice)
}

/** The notices that went out as this mail and count as told, locked. */
export async function loadSentWith(tx: Tx, messageId: string): Promise<DueNotice[]> {
  const leader = await tx.selectFrom('notice').where('message_id', '=', messageId).select('id').executeTakeFirst()
  if (!leader) return []
  const rows = await tx
    .selectFrom('notice')
    .where(eb => eb.or([eb('id', '=', leader.id), eb('told_with', '=', leader.id)]))
    .where('state', '=', 'sent')
    .select(noticeColumns)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(toDueNotice)
}

const noticeColumns = ['id', 'kind', 'patron_id', 'hold_id', 'recipient', 'facts', 'message_id', 'attempts'] as const

const toDueNotice = (row: Pick<Row<'notice'>, (typeof noticeColumns)[number]>): DueNotice => ({
  id: row.id,
  ...asWritten(row),
  patronId: row.patron_id,
  holdId: row.hold_id,
  recipient: row.recipient,
  messageId: row.message_id,
  attempts: row.attempts,
})

/** A notice lies as `writeNotices` took it. */
const asWritten = ({ kind, facts }: Pick<Row<'notice'>, 'kind' | 'facts'>) => ({ kind, facts }) as NoticeContent

/** Gives those that this call marked: one that was marked already is not given again. */
export async function saveSent(tx: Tx, ids: NoticeId[], at: Temporal.Instant): Promise<NoticeId[]> {
  const rows = await tx
    .updateTable('notice')
    .set({ state: 'sent', done_at: at, last_error: null })
    .where('id', 'in', ids)
    .where('state', '=', 'due')
    .returning('id')
    .execute()
  return rows.map(row => row.id)
}

/** @param counted false when the try says nothing about the recipient */
export async function savePostponed(
  tx: Tx,
  ids: NoticeId[],
  nextTryAt: Temporal.Instant,
  said: string,
  counted: boolean,
): Promise<void> {
  await tx
    .updateTable('notice')
    .set(eb => ({
      next_try_at: nextTryAt,
      last_error: said.slice(0, 500),
      attempts: counted ? eb.ref('attempts') : eb('attempts', '-', 1),
    }))
    .where('id', 'in', ids)
    .where('state', '=', 'due')
    .execute()
}

export async function saveFailed(tx: Tx, ids: NoticeId[], at: Temporal.Instant, said: string): Promise<void> {
  await tx
    .updateTable('notice')
    .set({ state: 'failed', done_at: at, last_error: said.slice(0, 500) })
    .where('id', 'in', ids)
    .where('state', 'in', ['due', 'sent'])
    .execute()
}

/** A call that counted as made is to be made still. */
export async function saveUntold(tx: Tx, id: NoticeId, now: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('notice')
    .set({ state: 'due', done_at: null, next_try_at: now })
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .execute()
}

/**
 * Has told otherwise what could not be told by mail: by telephone, or by letter where there is none. Such a notice
 * names the mail in whose stead it goes; its key ends with `:phone`, whichever way that is. What is over by now (the
 * book was fetched) is nothing to tell any more. Gives how many.
 */
export async function tellByHand(tx: Tx, ids: NoticeId[], at: Temporal.Instant): Promise<number> {
  const { rows } = await sql`
    insert into notice (dedupe_key, instead_of, kind, patron_id, hold_id, channel, recipient, facts, due_at, next_try_at, message_id)
    select n.dedupe_key || ':phone', n.id, kind, patron_id, hold_id, case when patron.phone <> '' then 'phone' else 'letter' end,
      coalesce(nullif(patron.phone, ''), ${postal(sql`patron`)}), facts, ${at}, ${at},
      replace(message_id, '@', '.phone@')
    from notice n join patron on patron.id = patron_id
    where n.id = any(${ids}) and ${stillTrue(dayOf(at))}
    order by n.id
    on conflict (dedupe_key) do nothing returning id`.execute(tx)
  return rows.length
}

export type Waiting = { mails: number; calls: number; letters: number; oldestMailDueAt: Temporal.Instant | null }

export async function countWaiting(db: Database, now: Temporal.Instant): Promise<Waiting> {
  const { rows } = await sql<Waiting>`
    select count(*) filter (where channel = 'mail')::int as mails, count(*) filter (where channel = 'phone')::int as calls,
      count(*) filter (where channel = 'letter')::int as letters,
      min(due_at) filter (where channel = 'mail') as "oldestMailDueAt"
    from notice where state = 'due' and due_at <= ${now}`.execute(db)
  return rows[0]!
}

import type { Selectable } from 'kysely'
import { type Database, sql, type Tx } from '#database/database.ts'
import type { Schema } from '#database/schema.ts'
import type { PatronId } from '#ids.ts'
import type { NoticeContent } from '#notices/rules/notice.ts'
import type { NewWebhook } from '../rules/webhook.ts'

export type Webhook = NewWebhook & { half: string; disabledAt: Temporal.Instant | null; disabledBecause: string | null }

/**
 * Adds a webhook, or sets a known one anew, with another key. What waits for a known one is told as it is set now: of a
 * kind that it is told no more, not at all; what was tried already, with another body and so under another id.
 */
export async function saveWebhook(
  tx: Tx,
  webhook: NewWebhook & { half: string },
  now: Temporal.Instant,
): Promise<void> {
  const columns = {
    url: webhook.url,
    half: webhook.half,
    kinds: [...new Set(webhook.kinds)],
    tells_titles: webhook.tellsTitles,
    tells_card: webhook.tellsCard,
    disabled_at: null,
    disabled_because: null,
  }
  await tx
    .insertInto('webhook')
    .values({ name: webhook.name, created_at: now, ...columns })
    .onConflict(conflict => conflict.column('name').doUpdateSet(columns))
    .execute()
  await sql`
    update webhook_delivery d set state = 'cancelled', done_at = ${now}, body = null from notice n
    where d.webhook = ${webhook.name} and d.state = 'due' and n.id = d.notice_id and n.kind <> all (${columns.kinds})`.execute(
    tx,
  )
  await sql`
    update webhook_delivery set id = gen_random_uuid(), body = null, attempts = 0, last_error = null,
      next_try_at = least(next_try_at, ${now})
    where webhook = ${webhook.name} and state = 'due' and body is not null`.execute(tx)
}

/** Takes a webhook away with all that waits for it; false when there is none. */
export async function deleteWebhook(tx: Tx, name: string): Promise<boolean> {
  const gone = await tx.deleteFrom('webhook').where('name', '=', name).returning('name').executeTakeFirst()
  return gone !== undefined
}

/**
 * It is told nothing more: what still waits for it is not kept for whoever sets it anew.
 * @param webhook as it was told; one that was set anew meanwhile stays as it is
 */
export async function disableWebhook(
  tx: Tx,
  { name, half }: Pick<Webhook, 'name' | 'half'>,
  because: string,
  now: Temporal.Instant,
): Promise<void> {
  const disabled = await tx
    .updateTable('webhook')
    .set({ disabled_at: now, disabled_because: because })
    .where('name', '=', name)
    .where('half', '=', half)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (disabled.numUpdatedRows === 0n) return
  await tx
    .updateTable('webhook_delivery')
    .set({ state: 'cancelled', done_at: now, body: null })
    .where('webhook', '=', name)
    .where('state', '=', 'due')
    .execute()
}

export async function loadWebhooks(db: Database): Promise<Webhook[]> {
  const rows = await db.selectFrom('webhook').selectAll().orderBy('name').execute()
  return rows.map(toWebhook)
}

/** As it is set now, and until the end of the transaction; null when it has gone or ended. */
export async function lockWebhook(tx: Tx, name: string): Promise<Webhook | null> {
  const row = await tx
    .selectFrom('webhook')
    .selectAll()
    .where('name', '=', name)
    .where('disabled_at', 'is', null)
    .forShare()
    .executeTakeFirst()
  return row ? toWebhook(row) : null
}

const toWebhook = (row: Selectable<Schema['webhook']>): Webhook => ({
  name: row.name,
  url: row.url,
  half: row.half,
  kinds: row.kinds,
  tellsTitles: row.tells_titles,
  tellsCard: row.tells_card,
  disabledAt: row.disabled_at,
  disabledBecause: row.disabled_because,
})

export type WebhookCounts = { due: number; sent: number; failed: number; lastError: string | null }

export async function countDeliveries(db: Database, name: string): Promise<WebhookCounts> {
  const { rows } = await sql<WebhookCounts>`
    select count(*) filter (where state = 'due')::int as due, count(*) filter (where state = 'sent')::int as sent,
      count(*) filter (where state = 'failed')::int as failed,
      (select last_error from webhook_delivery where webhook = ${name} and last_error is not null and state in ('due', 'failed')
        order by next_try_at desc limit 1) as "lastError"
    from webhook_delivery where webhook = ${name}`.execute(db)
  return rows[0]!
}

export type Claimed = NoticeContent & {
  id: string
  body: string | null
  attempts: number
  dueAt: Temporal.Instant
  patronId: PatronId | null
  cardNumber: string | null
}

/**
 * Takes the next delivery of a webhook for this worker until `leaseUntil`; null when none is due. What need not be told
 * any more is cancelled on the way.
 */
export async function claimDelivery(
  tx: Tx,
  webhook: string,
  now: Temporal.Instant,
  leaseUntil: Temporal.Instant,
): Promise<Claimed | null> {
  await sql`
    update webhook_delivery d set state = 'cancelled', done_at = ${now}, body = null from notice n
    where d.webhook = ${webhook} and d.state = 'due' and n.id = d.notice_id and n.state = 'cancelled'`.execute(tx)
  const { rows } = await sql<Claimed>`
    update webhook_delivery d set attempts = d.attempts + 1, next_try_at = ${leaseUntil}
    from notice n left join card c on c.patron_id = n.patron_id and c.retired_on is null
    where n.id = d.notice_id and d.id = (
      select id from webhook_delivery where webhook = ${webhook} and state = 'due' and next_try_at <= ${now}
      order by next_try_at, notice_id limit 1 for update skip locked)
    returning d.id, d.body, d.attempts, n.kind, n.facts, n.due_at as "dueAt", n.patron_id as "patronId", c.number as "cardNumber"`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** What is sent from now on at every try. */
export async function saveBody(tx: Tx, id: string, body: string): Promise<void> {
  await tx.updateTable('webhook_delivery').set({ body }).where('id', '=', id).where('state', '=', 'due').execute()
}

export async function saveReception(
  db: Database,
  id: string,
  reception: { state: 'sent' | 'failed'; at: Temporal.Instant } | { state: 'due'; nextTryAt: Temporal.Instant },
  said: string | null,
): Promise<void> {
  const last = { last_error: said === null ? null : said.slice(0, 500) }
  await db
    .updateTable('webhook_delivery')
    .set(
      reception.state === 'due'
        ? { next_try_at: reception.nextTryAt, ...last }
        : { state: reception.state, done_at: reception.at, body: null, ...last },
    )
    .where('id', '=', id)
    .where('state', '=', 'due')
    .execute()
}

/** What was done with before is forgotten. */
export async function pruneDeliveries(db: Database, before: Temporal.Instant): Promise<void> {
  await db.deleteFrom('webhook_delivery').where('state', '<>', 'due').where('done_at', '<', before).execute()
}

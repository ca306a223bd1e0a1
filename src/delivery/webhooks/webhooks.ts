import { randomBytes } from 'node:crypto'
import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { derivedKey } from '#secrets/secrets.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { judgeWebhook, type NewWebhook, type WebhookRefusal } from '../rules/webhook.ts'
import {
  countDeliveries,
  deleteWebhook,
  loadWebhooks,
  saveWebhook,
  type Webhook,
  type WebhookCounts,
} from './webhook-store.ts'

/**
 * The key with which a webhook is signed, as its receiver keeps it (Standard Webhooks): made anew from the keys of the
 * installation each time.
 */
export const webhookKey = (library: Pick<Library, 'secrets'>, { name, half }: Pick<Webhook, 'name' | 'half'>): string =>
  `whsec_${derivedKey(library.secrets.cookieKey, 'webhook', `${name} ${half}`).toString('base64')}`

/**
 * Adds a webhook, or sets a known one anew. It is told of what happens from now on; a known one of what waits, too, as
 * it is set now.
 * @returns the key for its receiver; or everything that is wrong at once
 */
export async function addWebhook(
  library: Library,
  by: { login: string },
  webhook: NewWebhook,
): Promise<Outcome<{ key: string }, { whys: WebhookRefusal[] }>> {
  const whys = judgeWebhook(webhook)
  if (whys.length > 0) return refused({ whys })
  const at = library.clock.now()
  const half = randomBytes(16).toString('base64url')
  await transact(library.db, async tx => {
    await saveWebhook(tx, { ...webhook, half }, at)
    const { name, url, kinds, tellsTitles, tellsCard } = webhook
    const detail = { name, url, kinds, tellsTitles, tellsCard }
    await writeAudit(tx, { at, staffLogin: by.login, did: 'addWebhook', patronId: null, detail })
  })
  return done({ key: webhookKey(library, { name: webhook.name, half }) })
}

/** From now on it is told nothing, nor what still waited for it. False when there is none of this name. */
export async function removeWebhook(library: Library, by: { login: string }, name: string): Promise<boolean> {
  const at = library.clock.now()
  return transact(library.db, async tx => {
    const gone = await deleteWebhook(tx, name)
    if (gone) await writeAudit(tx, { at, staffLogin: by.login, did: 'removeWebhook', patronId: null, detail: { name } })
    return gone
  })
}

/** Every webhook with what became of its deliveries in the last 30 days. */
export async function listWebhooks(library: Library): Promise<(Webhook & WebhookCounts)[]> {
  const listed: (Webhook & WebhookCounts)[] = []
  for (const webhook of await loadWebhooks(library.db))
    listed.push({ ...webhook, ...(await countDeliveries(library.db, webhook.name)) })
  return listed
}

/** The key of a webhook, for its receiver; that it was seen is written down. Null: there is none of this name. */
export async function showWebhookKey(library: Library, by: { login: string }, name: string): Promise<string | null> {
  const known = (await loadWebhooks(library.db)).find(one => one.name === name)
  if (!known) return null
  const at = library.clock.now()
  const audited = { at, staffLogin: by.login, did: 'showWebhookKey', patronId: null, detail: { name } }
  await transact(library.db, tx => writeAudit(tx, audited))
  return webhookKey(library, known)
}

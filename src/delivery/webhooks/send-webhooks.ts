import { createHmac } from 'node:crypto'
import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { askOutside } from '#std/ask-outside.ts'
import { crashPoint } from '#std/crash-point.ts'
import { nextWebhookTry, type Reception, webhookBody } from '../rules/webhook.ts'
import {
  type Claimed,
  claimDelivery,
  disableWebhook,
  loadWebhooks,
  lockWebhook,
  pruneDeliveries,
  saveBody,
  saveReception,
  type Webhook,
} from './webhook-store.ts'
import { webhookKey } from './webhooks.ts'

/** Longer than any talk with a receiver: until then what was claimed belongs to its worker. */
const leaseMinutes = 2
/** So long a receiver may take to say that it has it. */
const webhookTimeoutMs = 10_000
const keptDays = 30

/**
 * Tells the webhooks what is due, at most `limit` each, side by side: one that is slow or dead holds up no other. Each
 * delivery is claimed in a short transaction, sent outside of any, and marked in another. Every try has the same id and
 * the same body; a worker that dies between the receiver's yes and our mark sends it once more, and the receiver, who
 * keeps ids, knows it (Standard Webhooks 1.0).
 */
export async function sendWebhooks(
  library: Library,
  { limit, signal, timeoutMs = webhookTimeoutMs }: { limit: number; signal?: AbortSignal; timeoutMs?: number },
): Promise<{ sent: number; failed: number }> {
  const known = await loadWebhooks(library.db)
  if (known.length === 0) return { sent: 0, failed: 0 }
  const webhooks = known.filter(({ disabledAt }) => disabledAt === null)
  const told = await Promise.all(webhooks.map(({ name }) => tellOne(library, name, { limit, signal, timeoutMs })))
  await pruneDeliveries(library.db, library.clock.now().subtract({ hours: 24 * keptDays }))
  return {
    sent: told.reduce((sum, { sent }) => sum + sent, 0),
    failed: told.reduce((sum, { failed }) => sum + failed, 0),
  }
}

/**
 * Each piece of news is told as the webhook is set when it is taken up. After the first failure the others of this
 * webhook wait for the next beat.
 */
async function tellOne(
  library: Library,
  name: string,
  { limit, signal, timeoutMs }: { limit: number; signal: AbortSignal | undefined; timeoutMs: number },
): Promise<{ sent: number; failed: number }> {
  for (let sent = 0; sent < limit && !signal?.aborted; sent++) {
    const now = library.clock.now()
    const claimed = await transact(library.db, async tx => {
      const webhook = await lockWebhook(tx, name)
      if (webhook === null) return null
      const next = await claimDelivery(tx, name, now, now.add({ minutes: leaseMinutes }))
      if (next === null) return null
      const body = next.body ?? bodyOf(library, webhook, next)
      if (next.body === null) await saveBody(tx, next.id, body)
      return { webhook, delivery: { ...next, body } }
    })
    if (claimed === null) return { sent, failed: 0 }
    crashPoint('webhook.claimed')
    const { webhook, delivery } = claimed
    const reception = await send(library, webhook, delivery, timeoutMs)
    crashPoint('webhook.answered')
    await save(library, webhook, delivery, reception)
    if (reception.is !== 'taken') return { sent, failed: 1 }
  }
  return { sent: limit, failed: 0 }
}

function bodyOf(library: Library, webhook: Webhook, { patronId, cardNumber, ...told }: Claimed): string {
  const sign = patronId === null ? null : keyedHash(library.secrets.cookieKey, `webhook ${webhook.name}`, `${patronId}`)
  const patron = webhook.tellsCard && cardNumber !== null ? { cardNumber } : sign === null ? null : { sign }
  return webhookBody(told, patron, webhook.tellsTitles)
}

async function send(
  library: Library,
  webhook: Webhook,
  { id, body }: { id: string; body: string },
  timeoutMs: number,
): Promise<Reception> {
  const at = Math.floor(library.clock.now().epochMilliseconds / 1000)
  const key = Buffer.from(webhookKey(library, webhook).slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')
  const said = await askOutside(webhook.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Kago',
      'webhook-id': id,
      'webhook-timestamp': `${at}`,
      'webhook-signature': `v1,${signature}`,
    },
    ...{ body, timeoutMs, bytesMax: null },
  })
  switch (said.is) {
    case 'answer':
      if (said.ok) return { is: 'taken' }
      return said.status === 410 ? { is: 'gone' } : { is: 'failed', said: `HTTP ${said.status}` }
    case 'tooLarge':
    case 'slow':
      return { is: 'failed', said: said.is }
    case 'dead':
      return { is: 'failed', said: said.said }
    default:
      return said satisfies never
  }
}

async function save(library: Library, webhook: Webhook, claimed: Claimed, reception: Reception): Promise<void> {
  const now = library.clock.now()
  const { id, attempts } = claimed
  switch (reception.is) {
    case 'taken':
      return saveReception(library.db, id, { state: 'sent', at: now }, null)
    case 'gone':
      library.log.warn('webhook ended by its receiver', { kind: webhook.name })
      return transact(library.db, async tx => {
        await saveReception(tx, id, { state: 'failed', at: now }, 'HTTP 410')
        await disableWebhook(tx, webhook, 'HTTP 410', now)
      })
    case 'failed': {
      const again = nextWebhookTry(attempts, now)
      if (again === null) library.log.error('webhook given up', { kind: webhook.name, error: reception.said })
      const next =
        again === null ? ({ state: 'failed', at: now } as const) : ({ state: 'due', nextTryAt: again } as const)
      return saveReception(library.db, id, next, reception.said)
    }
    default:
      return reception satisfies never
  }
}

import type { NoticeContent, NoticeKind } from '#notices/rules/notice.ts'

/**
 * Of what a webhook can be told: what becomes of holds and loans. Other notices are between the library and the patron.
 */
export const webhookKinds = [
  'orderPlaced',
  'ready',
  'shelfEnding',
  'closed',
  'dueSoon',
  'overdue',
] as const satisfies NoticeKind[]

/** A service that is told what patrons are told. */
export type NewWebhook = {
  name: string
  url: string
  kinds: readonly string[]
  /** Whether titles stand in what it is told. */
  tellsTitles: boolean
  /** Whether the number of the card does; without it a patron is a sign that means nothing elsewhere. */
  tellsCard: boolean
}

export type WebhookRefusal = 'name' | 'url' | 'noKind' | 'unknownKind'

/** Everything that is wrong with a new webhook; empty when nothing is. */
export function judgeWebhook(webhook: NewWebhook): WebhookRefusal[] {
  const wrong: WebhookRefusal[] = []
  if (!/^[a-z][a-z0-9._-]{1,30}$/.test(webhook.name)) wrong.push('name')
  if (!isWebhookUrl(webhook.url)) wrong.push('url')
  if (webhook.kinds.length === 0) wrong.push('noKind')
  if (webhook.kinds.some(kind => !(webhookKinds as readonly string[]).includes(kind))) wrong.push('unknownKind')
  return wrong
}

/** https, or plain http within the machine or a private network: what is told is of patrons. */
function isWebhookUrl(text: string): boolean {
  if (text.length > 1_000 || !URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && isPrivate(hostname))
}

const isPrivate = (host: string): boolean =>
  host === 'localhost' ||
  /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)[\d.]+$|^\[(::1|f[cd][0-9a-f:]+)\]$/.test(host)

/** What a receiver answered. */
export type Reception =
  | { is: 'taken' }
  /** It does not want to be told any more (410). */
  | { is: 'gone' }
  | { is: 'failed'; said: string }

/** Seconds to minutes for a restart, hours for a night, days for a weekend; then it is given up. */
const waitMinutes = [0.5, 2, 10, 30, 120, 360, 720, 1440, 1440]

/**
 * When something that was not taken is sent again; null: no more.
 * @param attempts how often it was sent, this time included
 */
export function nextWebhookTry(attempts: number, now: Temporal.Instant): Temporal.Instant | null {
  const minutes = waitMinutes[attempts - 1]
  return minutes === undefined ? null : now.add({ seconds: minutes * 60 })
}

/**
 * What is told: of what kind, since when, where and until when; how many titles, and which only where that is allowed.
 * @param patron the number of the card, or a sign that is the same for the same patron and means nothing elsewhere
 */
export function webhookBody(
  told: NoticeContent & { id: string; dueAt: Temporal.Instant },
  patron: { cardNumber: string } | { sign: string } | null,
  tellsTitles: boolean,
): string {
  const { titles, pickup, pickUpBy, dueOn, reason }: ToldOutside = told.facts
  return JSON.stringify({
    id: told.id,
    type: `notice.${told.kind}`,
    timestamp: told.dueAt.toString({ smallestUnit: 'second' }),
    data: { patron, count: titles.length, ...(tellsTitles ? { titles } : {}), pickup, pickUpBy, dueOn, reason },
  })
}

/** The facts of a notice that stand in it outside, where its kind has them. */
type ToldOutside = { titles: string[]; pickup?: string; pickUpBy?: string; dueOn?: string; reason?: string }

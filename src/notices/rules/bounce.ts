/**
 * A mail server's report about one of our mails. `messageId` is ours; the report may quote it, or be sent to an address
 * that carries it.
 */
export type Bounce = {
  messageId: string
  action: 'failed' | 'delayed' | 'other'
  said: string
  /** Nobody has this address, now or ever (5.1.x, 5.2.1): not a full mailbox, nor a mail that is not wanted. */
  isGone: boolean
}

/**
 * Reads a delivery status notification (RFC 3464), its parts in plain text. Null for anything that is not one about a
 * mail of ours: the id is random, so nobody who has not had the mail can name it.
 */
export function readBounce(source: string): Bounce | null {
  const text = source.replace(/\r\n/g, '\n')
  const messageId = quotedId(text) ?? returnPathId(text)
  if (!messageId) return null
  const status = /^Status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(text)?.[1] ?? ''
  const diagnostic = /^Diagnostic-Code:\s*(.+(?:\n[ \t]+.+)*)/im.exec(text)?.[1]?.replace(/\s+/g, ' ') ?? ''
  const action = /^Action:\s*(\w+)/im.exec(text)?.[1]?.toLowerCase()
  return {
    messageId,
    action:
      action === 'failed' || (!action && status.startsWith('5'))
        ? 'failed'
        : action === 'delayed'
          ? 'delayed'
          : 'other',
    said: `${status} ${diagnostic}`.trim().slice(0, 300),
    isGone: /^5\.(1\.\d+|2\.1)$/.test(status) || (/^(5\.0\.0)?$/.test(status) && /\b55[013]\b/.test(diagnostic)),
  }
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** The headers of the mail that comes back, or the reference of a reply. */
const quotedId = (text: string) => new RegExp(`<${uuid}@kago>`, 'i').exec(text)?.[0].toLowerCase() ?? null

function returnPathId(text: string): string | null {
  const match = new RegExp(`^(?:To|Delivered-To|X-Original-To|Envelope-To):.*\\+(${uuid})@`, 'im').exec(text)
  return match ? `<${match[1]!.toLowerCase()}@kago>` : null
}

import type { Database } from '#database/database.ts'
import type { Policy } from '#policy.ts'
import { insertNotices, loadAddresses, type OutgoingNotice } from './notice-store.ts'
import { howToTell } from './rules/channel.ts'
import { noticeDueAt } from './rules/due.ts'
import type { NewNotice } from './rules/notice.ts'

/**
 * Writes notices into the outbox, in the transaction of their cause: they are told if and only if it happened (M24, M26, M44).
 * The same event (dedupeKey) is never told twice. Who is not to be contacted, or cannot be, gets none.
 * @returns how many were written
 */
export async function writeNotices(
  tx: Database,
  { now, policy }: { now: Temporal.Instant; policy: Policy },
  notices: NewNotice[],
): Promise<number> {
  const addresses = await loadAddresses(
    tx,
    notices.map(notice => notice.patronId),
  )
  const outgoing: OutgoingNotice[] = []
  for (const notice of notices) {
    const known = addresses.get(notice.patronId)
    const telling = known && howToTell(notice, known)
    if (!telling) continue
    outgoing.push({ notice, telling, dueAt: noticeDueAt(policy.notices, notice.kind, telling.channel, now) })
  }
  return insertNotices(tx, outgoing)
}

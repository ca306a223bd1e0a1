import { type Database, type Tx, transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import type { Policy } from '#policy.ts'
import { dayOf, instantAt } from '#time/clock.ts'
import { insertNotices, loadAddresses, type OutgoingNotice, renewNotices } from './notice-store.ts'
import { howToTell } from './rules/channel.ts'
import { noticeDueAt } from './rules/due.ts'
import type { NewNotice } from './rules/notice.ts'

/**
 * Writes notices into the outbox, in the transaction of their cause: they are told if and only if it happened (M24,
 * M26, M44). The same event (dedupeKey) is never told twice. Who is not to be contacted, or cannot be, gets none.
 * @returns how many were written
 */
export async function writeNotices(tx: Tx, at: Writing, notices: NewNotice[]): Promise<number> {
  return insertNotices(tx, await outgoingOf(tx, at, notices))
}

/**
 * The same for notices that may have been written before and were withdrawn, or are to go another way now: they are
 * told again, as they are now. What was told stays told.
 */
export async function writeAgain(tx: Tx, at: Writing, notices: NewNotice[]): Promise<number> {
  return renewNotices(tx, await outgoingOf(tx, at, notices))
}

/**
 * Takes what waits to be told from where its change left it, and writes the notices of it, in one transaction. Any
 * number of workers may do so at once: each is told once.
 */
export function tellWhatWaits<Waiting>(
  { db, clock, policy }: Pick<Library, 'db' | 'clock' | 'policy'>,
  take: (tx: Tx) => Promise<Waiting[]>,
  noticeOf: (waiting: Waiting) => NewNotice,
): Promise<number> {
  const now = clock.now()
  return transact(db, async tx => writeNotices(tx, { now, policy }, (await take(tx)).map(noticeOf)))
}

type Writing = { now: Temporal.Instant; policy: Policy }

async function outgoingOf(db: Database, { now, policy }: Writing, notices: NewNotice[]): Promise<OutgoingNotice[]> {
  if (notices.length === 0) return []
  const addresses = await loadAddresses(
    db,
    notices.map(notice => notice.patronId),
  )
  const outgoing: OutgoingNotice[] = []
  for (const notice of notices) {
    const known = addresses.get(notice.patronId)
    if (policy.notices.patronsChoose && known?.declined.includes(notice.kind)) continue
    const telling = known && howToTell(notice, known)
    if (!telling) continue
    const soonest = noticeDueAt(policy.notices, notice.kind, telling.channel, now)
    outgoing.push({ notice, telling, dueAt: notBefore(notice.notBefore, soonest, policy) })
  }
  return outgoing
}

/** What must not be told before a day is told when the quiet hours of that day have ended. */
function notBefore(day: Temporal.PlainDate | undefined, dueAt: Temporal.Instant, policy: Policy): Temporal.Instant {
  if (!day || Temporal.PlainDate.compare(dayOf(dueAt), day) >= 0) return dueAt
  return instantAt(day, policy.notices.quietHours.until)
}

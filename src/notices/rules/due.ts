import { dayOf, instantAt, timeOf } from '#time/clock.ts'
import type { Telling } from './channel.ts'
import type { NoticeKind } from './notice.ts'

export type NoticeHours = {
  /** When the 登録完了メール goes out (M44). */
  mailRegisteredAt: string
  quietHours: { from: string; until: string }
  /** How long a 用意できました mail waits for further books of the same patron. */
  gatherMinutes: number
}

/**
 * When a notice is to go out. A confirmation answers what the patron has just done and goes at once; every other mail
 * comes unasked and does not ring a telephone at night. The lists of calls and letters are read by staff at the
 * counter: nothing on them waits.
 */
export function noticeDueAt(
  hours: NoticeHours,
  kind: NoticeKind,
  channel: Telling['channel'],
  now: Temporal.Instant,
): Temporal.Instant {
  if (channel !== 'mail') return now
  switch (kind) {
    case 'orderPlaced':
    case 'accountChanged':
    case 'passwordLink':
    case 'lent':
      return now
    case 'mailRegistered':
      return instantAt(dayOf(now), hours.mailRegisteredAt)
    case 'ready':
      return afterQuietHours(hours.quietHours, now.add({ minutes: hours.gatherMinutes }))
    case 'shelfMoved':
    case 'unavailable':
    case 'closed':
    case 'dueSoon':
    case 'overdue':
    case 'shelfEnding':
    case 'arrivals':
    case 'borrowable':
    case 'questionAnswered':
    case 'requestAnswered':
      return afterQuietHours(hours.quietHours, now)
    default:
      return kind satisfies never
  }
}

/**
 * The instant itself, or the end of the quiet hours in which it falls. They may reach over midnight; from = until means
 * none.
 */
export function afterQuietHours(quiet: { from: string; until: string }, at: Temporal.Instant): Temporal.Instant {
  const isBefore = (a: Temporal.PlainTime, b: Temporal.PlainTime) => Temporal.PlainTime.compare(a, b) < 0
  const from = Temporal.PlainTime.from(quiet.from)
  const until = Temporal.PlainTime.from(quiet.until)
  const time = timeOf(at)
  const overMidnight = isBefore(until, from)
  const afterFrom = !isBefore(time, from)
  const beforeUntil = isBefore(time, until)
  if (overMidnight ? !afterFrom && !beforeUntil : !afterFrom || !beforeUntil) return at
  return instantAt(overMidnight && afterFrom ? dayOf(at).add({ days: 1 }) : dayOf(at), until)
}

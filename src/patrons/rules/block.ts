import type { Policy } from '#policy.ts'
import { blockedFromOverdueDays } from '#settings/rules/rule-table.ts'

/** What decides whether a patron may borrow and reserve. */
export type Standing = {
  category: string
  expiresOn: Temporal.PlainDate
  stopped: boolean
  /** By how many days the longest overdue loan is late; 0 when none is. */
  overdueDays: number
}

/** 利用停止: why a patron may neither borrow nor reserve now. Holds that exist keep their place and are passed by until it ends. */
export type Block =
  | { why: 'cardStopped' }
  | { why: 'cardExpired'; on: Temporal.PlainDate }
  | { why: 'overdue'; days: number }

/** The first block that stands against a patron on a day, or null. A card is good on its last day. */
export function blockOf(standing: Standing, today: Temporal.PlainDate, policy: Policy): Block | null {
  if (standing.stopped) return { why: 'cardStopped' }
  if (Temporal.PlainDate.compare(standing.expiresOn, today) < 0) return { why: 'cardExpired', on: standing.expiresOn }
  const late =
    standing.overdueDays > 0 && standing.overdueDays >= blockedFromOverdueDays(policy, standing.category).value
  return late ? { why: 'overdue', days: standing.overdueDays } : null
}

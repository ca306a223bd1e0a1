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

/** The first block that stands against a patron on a day, or null. */
export const blockOf = (standing: Standing, today: Temporal.PlainDate, policy: Policy): Block | null =>
  blocksOf(standing, today, policy)[0] ?? null

/** All that stands against a patron on a day, the heaviest first. A card is good on its last day. */
export function blocksOf(standing: Standing, today: Temporal.PlainDate, policy: Policy): Block[] {
  const { stopped, expiresOn, overdueDays } = standing
  const isLate = overdueDays > 0 && overdueDays >= blockedFromOverdueDays(policy, standing.category).value
  return [
    ...(stopped ? [{ why: 'cardStopped' } as const] : []),
    ...(Temporal.PlainDate.compare(expiresOn, today) < 0 ? [{ why: 'cardExpired', on: expiresOn } as const] : []),
    ...(isLate ? [{ why: 'overdue', days: overdueDays } as const] : []),
  ]
}

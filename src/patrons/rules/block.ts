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

/**
 * 利用停止: why a patron may neither borrow nor reserve now. Holds that exist keep their place and are passed by until it
 * ends.
 */
export type Block =
  | { why: 'cardStopped' }
  | { why: 'cardExpired'; on: Temporal.PlainDate }
  | { why: 'overdue'; days: number }

/** Every block that stands against a patron on a day. A card is good on its last day. */
export function blocksOf(standing: Standing, today: Temporal.PlainDate, policy: Policy): Block[] {
  const blocks: Block[] = []
  if (standing.stopped) blocks.push({ why: 'cardStopped' })
  if (Temporal.PlainDate.compare(standing.expiresOn, today) < 0)
    blocks.push({ why: 'cardExpired', on: standing.expiresOn })
  const late =
    standing.overdueDays > 0 && standing.overdueDays >= blockedFromOverdueDays(policy, standing.category).value
  if (late) blocks.push({ why: 'overdue', days: standing.overdueDays })
  return blocks
}

/** The first of them, or null. */
export const blockOf = (standing: Standing, today: Temporal.PlainDate, policy: Policy): Block | null =>
  blocksOf(standing, today, policy)[0] ?? null

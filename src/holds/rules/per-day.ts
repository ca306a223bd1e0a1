import type { Policy } from '#policy.ts'

/** So many titles were reserved today already, wherever, those that were cancelled since among them. */
export type TooManyToday = { why: 'tooManyToday'; max: number; today: number }

/** How many more titles a patron may reserve today; null: the library sets no limit of a day. */
export const leftToday = ({ holds }: Policy, placedToday: number): number | null =>
  holds.perDayMax === 0 ? null : Math.max(0, holds.perDayMax - placedToday)

/** Whether so many more titles are too many for one day. */
export function whyNotToday(policy: Policy, placedToday: number, wanted: number): TooManyToday | null {
  const left = leftToday(policy, placedToday)
  return left === null || wanted <= left
    ? null
    : { why: 'tooManyToday', max: policy.holds.perDayMax, today: placedToday }
}

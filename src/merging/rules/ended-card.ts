import type { Policy } from '#policy.ts'

/**
 * Whose card ended before this day is forgotten, if nothing of theirs is open: so many years ago as the library has
 * decided; null: nobody is.
 */
export const forgottenBefore = (
  { cards }: Pick<Policy, 'cards'>,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null =>
  cards.forgottenAfterYears === 0 ? null : today.subtract({ years: cards.forgottenAfterYears })

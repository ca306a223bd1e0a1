/**
 * Mails that a patron may do without: they remind, or tell what was asked for. The others the library always sends.
 * 'lent' (貸出レシート) nobody gets unasked.
 */
export const stoppable = ['dueSoon', 'shelfEnding', 'arrivals', 'borrowable', 'lent'] as const
export type Stoppable = (typeof stoppable)[number]

export const isStoppable = (kind: string): kind is Stoppable => (stoppable as readonly string[]).includes(kind)

/** So many days before the day due a patron may be reminded; 0: not at all. */
export const dueSoonDaysOffered = [1, 2, 3, 5, 7, 0] as const

/** お知らせのメール, as a patron has chosen them. */
export type MailChoices = {
  /** null: as the library does. */
  dueSoonDays: number | null
  /** All but the reminder of the day due, of which the number above speaks. */
  declined: Exclude<Stoppable, 'dueSoon' | 'lent'>[]
  /** 貸出レシート, by mail. */
  receipts?: true
}

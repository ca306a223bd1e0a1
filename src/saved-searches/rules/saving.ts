/** A search is kept as the query of a URL, which must fit into an address; the column is as long. */
export const askedLengthMax = 2000

export type SaveRefusal =
  | { why: 'nothingAsked' }
  /** More words and ticks than an address can carry. */
  | { why: 'tooMuchAsked' }
  | { why: 'tooMany'; max: number }

/**
 * Whether a search may be saved besides those that its patron has; null when it may.
 * @param asked what it asks, as it would be kept
 */
export function judgeSaving(asked: string, count: number, max: number): SaveRefusal | null {
  if (asked === '') return { why: 'nothingAsked' }
  if (asked.length > askedLengthMax) return { why: 'tooMuchAsked' }
  return count >= max ? { why: 'tooMany', max } : null
}

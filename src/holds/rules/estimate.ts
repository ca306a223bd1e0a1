/** What a wait can be guessed from. */
export type WaitFacts = {
  /** Holds really ahead. */
  ahead: number
  /** Copies that can be lent, wherever they are now. */
  copies: number
  /** How long a copy was really away from loan to return, lately, in days. */
  meanLoanDays: number
  /** Whether a copy stands on a shelf now. */
  onShelf: boolean
  /** In how many days the first copy on loan is due; null or left out: none is, or nobody knows. */
  dueInDays?: number | null
}

/** Days for fetching, carrying and waiting on the hold shelf, which a copy needs besides its loan. */
const handlingDays = 3

/**
 * 待ち日数の目安: about how many days until the patron's turn, or null when nobody can say (no copy can be lent). Copies come
 * back one after the other, so that after one loan time all have come back once; half of it for the first round, in
 * which the loans began at different times.
 */
export function estimateWaitDays(facts: WaitFacts): number | null {
  if (facts.copies <= 0) return null
  if (facts.onShelf && facts.ahead === 0) return handlingDays
  // Where nobody waits, the day on which a copy is due is known, and says more than a mean.
  if (facts.ahead === 0 && facts.dueInDays != null && facts.dueInDays >= 0) return facts.dueInDays + handlingDays
  const cycle = facts.meanLoanDays + handlingDays
  return Math.max(1, Math.round(((facts.ahead + 0.5) / facts.copies) * cycle))
}

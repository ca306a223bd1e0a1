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
  const cycle = facts.meanLoanDays + handlingDays
  return Math.max(1, Math.round(((facts.ahead + 0.5) / facts.copies) * cycle))
}

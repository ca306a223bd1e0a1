/** What becomes of a form: `asItIs`, since what it says stands there already, as after a second press. */
type Judged = 'write' | 'asItIs' | 'changedMeanwhile' | 'gone'

/**
 * What a form may do that was made of something as it was then: nothing over a change of somebody else that its writer
 * has not seen.
 * @param stored the last change of what is there now; null when there is nothing
 * @param seenAt that change as the form carries it; null: the form was made for something new
 * @param isSame what is there says already what was sent
 */
export function judgeSeen(stored: Temporal.Instant | null, seenAt: string | null, isSame: boolean): Judged {
  if (stored === null) return seenAt === null ? 'write' : 'gone'
  if (isSame) return 'asItIs'
  return `${stored}` === seenAt ? 'write' : 'changedMeanwhile'
}

/** What becomes of a form: `asItIs`, since what it says stands there already, as after a second press. */
type Judged = 'write' | 'asItIs' | 'changedMeanwhile' | 'gone'

/**
 * What a form may do that was made of something as it was then: nothing over a change of somebody else that its writer
 * has not seen.
 * @param stored tells what is there now from what was there before, as the moment of its last change does; null when
 *   there is nothing
 * @param seen that as the form carries it; null: the form was made for something new
 * @param isSame what is there says already what was sent
 */
export function judgeSeen(stored: string | null, seen: string | null, isSame: boolean): Judged {
  if (stored === null) return seen === null ? 'write' : 'gone'
  if (isSame) return 'asItIs'
  return stored === seen ? 'write' : 'changedMeanwhile'
}

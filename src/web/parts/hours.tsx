import type { Text } from '#text/text.ts'
import type { Today } from '../today.ts'

/** The hours of a place today in words, and whether it is open at this moment. */
export function hoursOf(t: Text, place: Today['openings'][number]): string {
  const { opening, isOpenNow } = place
  const words = t.opac.hours
  if (opening.opens === null) return words.closedToday(opening.reason)
  const hours = words.fromTo(words.clock(opening.opens), words.clock(opening.closes))
  return isOpenNow ? words.open(hours) : hours
}

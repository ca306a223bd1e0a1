import type { ShelfVisit } from '#holds/rules/shelf.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { dates } from '#text/ja/dates.ts'
import { dayWords } from '../day.ts'

/**
 * Until when a ready hold is kept, as far as anybody may rely on it: what is told later is never earlier, and a slip
 * stays right.
 */
export function keptWords(kept: {
  pickUpBy: Temporal.PlainDate
  isTold: boolean
  visits?: readonly ShelfVisit[]
}): string {
  const day = dayWords(kept.pickUpBy)
  const until = kept.isTold ? words.until(day) : words.untilAtLeast(day)
  if (!kept.visits || kept.visits.length === 0) return until
  return `${until}　${words.visits(kept.visits.map(visit => dates.visit(visit.day, visit.arrives)))}`
}

import { type Desk, deskOf } from '#acting.ts'
import type { Library } from '#library.ts'
import { loadShelfFacts } from '../queue/queue-store.ts'
import { lastShelfDay } from '../rules/shelf.ts'

/** The last day on the hold shelf of a ready hold if its patron is told at this instant: what the mail itself says. */
export async function lastDayIfTold(
  library: Library,
  holdId: number,
  at: Temporal.Instant,
): Promise<Temporal.PlainDate | null> {
  const desk: Desk = deskOf(library, { is: 'system' }, at)
  const facts = (await loadShelfFacts(library.db, desk, [holdId], desk.today)).get(holdId)
  if (!facts) return null
  const clock = { contact: 'mail', readyOn: desk.today, notifiedOn: desk.today } as const
  return lastShelfDay(desk.policy, clock, facts.calendar)
}

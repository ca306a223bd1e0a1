import type { Desk } from '#acting.ts'
import type { Database } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import { timeOf } from '#time/clock.ts'
import { loadShelfFacts } from '../queue/queue-store.ts'
import { type ShelfVisit, shelfDayToSay } from '../rules/shelf.ts'

/** What may be said of a ready hold: to its patron, on its slip, on the lists of the desk. */
export type ShelfAsTold = {
  title: string
  pickupName: string
  /**
   * The last day that was told; before the telling the earliest that it can become, which is the one if it is told
   * today.
   */
  until: Temporal.PlainDate
  isTold: boolean
  /** Of a stop of the bookmobile: when it still comes until then. */
  visits: ShelfVisit[]
  /** The first day, today or later, on which the patron can come: nobody is told before. */
  tellFrom: Temporal.PlainDate
}

/** Says of ready holds until when they are kept, as far as anybody may rely on it. */
export async function shelfAsTold(
  db: Database,
  desk: Desk,
  holdIds: readonly HoldId[],
): Promise<Map<HoldId, ShelfAsTold>> {
  if (holdIds.length === 0) return new Map()
  const facts = await loadShelfFacts(db, desk, holdIds, desk.today)
  return new Map(
    [...facts.values()].map(own => {
      const isTold = own.contact === 'self' || own.notifiedOn !== null
      const until = shelfDayToSay(desk.policy, own, own.calendar, desk.today)
      const tellFrom = own.calendar.openDays[0] ?? desk.today
      const visits = own.visits.filter(
        visit => Temporal.PlainDate.compare(visit.day, until) <= 0 && isToCome(desk, visit),
      )
      return [own.holdId, { title: own.title, pickupName: own.pickupName, until, isTold, visits, tellFrom }]
    }),
  )
}

const isToCome = (desk: Desk, { day, leaves }: ShelfVisit): boolean =>
  Temporal.PlainDate.compare(day, desk.today) > 0 ||
  (day.equals(desk.today) && Temporal.PlainTime.compare(timeOf(desk.now), leaves) < 0)

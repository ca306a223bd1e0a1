import { type OpenDays, openDayFrom } from '#calendar/rules/open-days.ts'
import type { Visit } from '#calendar/rules/visits.ts'
import type { Policy } from '#policy.ts'
import type { Contact } from './hold.ts'

/**
 * When the pickup location can be visited: the open days of its branch, and a stop's visits (null when it is no stop).
 */
export type PickupCalendar = { openDays: OpenDays; visits: OpenDays | null }

/** A visit of the bookmobile to the stop at which a hold is fetched. */
export type ShelfVisit = Omit<Visit, 'stopId'>

/** What starts the clock of the hold shelf, and what was promised by it so far. */
export type ShelfClock = {
  contact: Contact
  readyOn: Temporal.PlainDate
  /** Since when the patron looks for themself, when the copy stood ready before; else null. */
  selfSince: Temporal.PlainDate | null
  /** The day on which the library gave notice; null until then. */
  notifiedOn: Temporal.PlainDate | null
  /** The last day that the patron was told; null until they were told one. */
  toldUntil: Temporal.PlainDate | null
  /** 必要期限: the patron does not want it after this day. */
  notNeededAfter: Temporal.PlainDate | null
}

/** What follows for a ready hold from everything that it depends on. */
export type Shelf = {
  /** 取り置き期限, the last day on the hold shelf. */
  pickUpBy: Temporal.PlainDate
  /** Whether the patron knows it: told by notice, or shown to who looks for themself. */
  isTold: boolean
  /** What is still to be told: that the copy is ready, or that the day told before has moved; null: nothing. */
  tell: 'ready' | 'moved' | null
  /** The first day on which telling begins the clock: no patron is told on a day on which nobody can come. */
  tellFrom: Temporal.PlainDate
}

/**
 * 取り置き (M35, M37): the one rule that gives the last day and the notice of a ready hold. The clock starts with the
 * notice; for 自主確認 when the item is ready, or when the patron began to look for themself; on a closed day with the next
 * open one. Until notice is given the day is that of a patron who is never reached. Closed days count, but a last day
 * that is closed moves to the next open one; at a stop of the bookmobile it is the first visit on or after it. A day
 * that was told is never moved forward; a day after which the patron needs nothing any more ends it earlier, as long as
 * no later one was told.
 */
export function deriveShelf(policy: Policy, clock: ShelfClock, calendar: PickupCalendar): Shelf {
  const { pickupDays, unreachedPickupDays } = policy.holds
  const told = clock.contact === 'self' ? (clock.notifiedOn ?? clock.selfSince ?? clock.readyOn) : clock.notifiedOn
  const begun = openDayFrom(calendar.openDays, told ?? clock.readyOn)
  const week = begun.add({ days: told ? pickupDays : unreachedPickupDays })
  const comes = calendar.visits && calendar.visits.length > 0 ? calendar.visits : calendar.openDays
  const ruled = openDayFrom(comes, latest(week, clock.toldUntil))
  const pickUpBy = latest(earliest(ruled, clock.notNeededAfter), clock.toldUntil)
  const isTold = told !== null
  const moved = isTold && clock.toldUntil !== null && isAfter(pickUpBy, clock.toldUntil) && clock.contact !== 'self'
  return { pickUpBy, isTold, tell: isTold ? (moved ? 'moved' : null) : 'ready', tellFrom: begun }
}

/** The last day alone. */
export const lastShelfDay = (policy: Policy, clock: ShelfClock, calendar: PickupCalendar): Temporal.PlainDate =>
  deriveShelf(policy, clock, calendar).pickUpBy

/**
 * The earliest last day that a hold can still get whose patron was not told yet: the one if they were told on this day.
 * The longer one of a patron who is never reached is shown to nobody.
 */
const earliestShelfDay = (policy: Policy, clock: ShelfClock, calendar: PickupCalendar, today: Temporal.PlainDate) =>
  lastShelfDay(policy, { ...clock, notifiedOn: today }, calendar)

/**
 * The last day that may be said of a hold: the one that was told; before the telling the earliest that it can become.
 */
export function shelfDayToSay(
  policy: Policy,
  clock: ShelfClock,
  calendar: PickupCalendar,
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  const isTold = clock.contact === 'self' || clock.notifiedOn !== null
  return (isTold ? clock.toldUntil : null) ?? earliestShelfDay(policy, clock, calendar, today)
}

const isAfter = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) > 0
const latest = (a: Temporal.PlainDate, b: Temporal.PlainDate | null) => (b && isAfter(b, a) ? b : a)
const earliest = (a: Temporal.PlainDate, b: Temporal.PlainDate | null) => (b && isAfter(a, b) ? b : a)

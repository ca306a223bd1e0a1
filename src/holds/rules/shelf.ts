import { type OpenDays, openDayFrom } from '#calendar/rules/open-days.ts'
import type { Policy } from '#policy.ts'
import type { Contact } from './hold.ts'

/** When the pickup location can be visited: the open days of its branch, and a stop's visits (null when it is no stop). */
export type PickupCalendar = { openDays: OpenDays; visits: OpenDays | null }

/** What starts the clock of the hold shelf. */
export type ShelfClock = {
  contact: Contact
  readyOn: Temporal.PlainDate
  /** The day on which the library gave notice; null until then. */
  notifiedOn: Temporal.PlainDate | null
}

/**
 * 取り置き期限, the last day on the hold shelf (M35, M37). The clock starts with the notice; for 自主確認 when the item is ready.
 * Until notice is given the date is that of a patron who is never reached. Closed days count, but a last day that is closed
 * moves to the next open one; at a stop of the bookmobile there is one visit at least after the start.
 */
export function lastShelfDay(policy: Policy, clock: ShelfClock, calendar: PickupCalendar): Temporal.PlainDate {
  const { pickupDays, unreachedPickupDays } = policy.holds
  const start = clock.contact === 'self' ? clock.readyOn : clock.notifiedOn
  const begun = start ?? clock.readyOn
  const last = openDayFrom(calendar.openDays, begun.add({ days: start ? pickupDays : unreachedPickupDays }))
  if (!calendar.visits) return last
  const nextVisit = openDayFrom(calendar.visits, begun.add({ days: 1 }))
  return Temporal.PlainDate.compare(nextVisit, last) > 0 ? nextVisit : last
}

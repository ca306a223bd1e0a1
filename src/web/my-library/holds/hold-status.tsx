import type { Context } from 'hono'
import type { MyHold } from '#holds/lists/my-holds.ts'
import { readCancelReason } from '#holds/rules/changing/cancel-reason.ts'
import type { ShownStatus } from '#holds/rules/hold.ts'
import type { Text } from '#text/text.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import { nextIntakeInWords, readyInWords } from '../when.ts'

/** The word of 「状態」 and one line that explains it (M31–M36). */
export const HoldStatus = ({ c, hold }: { c: Context<Page>; hold: MyHold }) => (
  <>
    <span class={`state ${looks[hold.status]}`}>{c.var.t.holds.status[hold.status]}</span>
    <br />
    <span class="soft">{statusLine(c, hold)}</span>
    {hold.stuck === 'placeEnded' && hold.mayChangePickup ? (
      <>
        <br />
        <a href={`${paths.hold(hold.id)}#pickup`}>{c.var.t.holds.chooseAnotherPlace}</a>
      </>
    ) : null}
  </>
)

const looks: Record<ShownStatus, string> = {
  applied: '',
  waiting: '',
  preparing: '',
  inTransit: '',
  ready: 'ready',
  cancelApplied: 'ask',
  fulfilled: 'done',
  cancelled: 'done',
  expired: 'done',
  refused: 'done',
}

function statusLine(c: Context<Page>, hold: MyHold): string {
  const { t, library } = c.var
  const h = t.holds
  const { when, from, until } = nextIntakeInWords(t, library)
  const takingIn = c.var.today.ordering === 'closed'
  const endedOn = hold.closed ? t.dates.day(dayOf(hold.closed.at)) : ''
  if (hold.stuck) return h.stuck[hold.stuck]
  switch (hold.status) {
    case 'applied':
      return takingIn ? h.intakeNow : h.appliedLine(when, from, until)
    case 'waiting':
      return waitingLine(t, hold, dayOf(library.clock.now()))
    case 'preparing':
      return hold.kind === 'set' || !hold.series ? h.preparingSet : h.preparingSeries(hold.series.position)
    case 'inTransit':
      return inTransitLine(c, hold)
    case 'ready':
      return readyInWords(c, hold)
    case 'cancelApplied':
      return takingIn ? h.intakeNow : h.cancelAppliedLine(when, from, until)
    case 'fulfilled':
      return h.fulfilledLine(endedOn)
    case 'cancelled':
      return cancelledLine(t, hold, endedOn)
    case 'expired':
      return hold.closed?.detail === 'notNeeded' ? cancelledLine(t, hold, endedOn) : h.expiredLine(endedOn)
    case 'refused':
      return h.refusedLine(reasonInWords(t, hold.closed?.detail ?? null))
    default:
      return hold.status satisfies never
  }
}

/** From where it comes, and when: 「あす届きます」. */
function inTransitLine(c: Context<Page>, { transitFrom, arrivesOn }: MyHold): string {
  const { t, library, today } = c.var
  const h = t.holds
  const from = transitFrom ? h.inTransitLine(today.placeName(transitFrom)) : h.inTransitFromUnknown
  if (arrivesOn === null) return from
  const days = dayOf(library.clock.now()).until(arrivesOn).days
  const when = days === 0 ? h.arrives.today : days === 1 ? h.arrives.tomorrow : h.arrives.on(t.dates.day(arrivesOn))
  return `${from} ${when}`
}

function waitingLine(t: Text, hold: MyHold, today: Temporal.PlainDate): string {
  const h = t.holds
  if (hold.anyOf?.isThere) return h.enoughLine
  if (hold.suspendedUntil && Temporal.PlainDate.compare(hold.suspendedUntil, today) >= 0)
    return h.suspendedLine(t.dates.day(hold.suspendedUntil))
  if (hold.place === null) return h.waitingBlocked
  if (hold.isComing) return h.comingLine(hold.place)
  return h.waitingLine(hold.place, hold.estimatedDays === null ? null : t.dates.about(hold.estimatedDays))
}

/** Who or what cancelled stands in the detail: the patron, the day it was needed by, a merge, or staff. */
function cancelledLine(t: Text, hold: MyHold, endedOn: string): string {
  const detail = hold.closed?.detail ?? 'patron'
  if (detail === 'notNeeded' && hold.notNeededAfter) return t.holds.notNeededReached(t.dates.day(hold.notNeededAfter))
  if (detail === 'enough') return t.holds.enoughEndedLine(endedOn)
  if (detail === 'fallTogether') return t.holds.fellTogetherLine(endedOn)
  if (detail === 'alreadyHave') return t.holds.alreadyHaveLine(endedOn)
  const because = readCancelReason(detail)
  if (because) return `${t.holds.cancelledByStaffLine(endedOn)} ${t.holds.cancelledBecause[because]}`
  return detail === 'patron' ? t.holds.cancelledLine(endedOn) : t.holds.cancelledByStaffLine(endedOn)
}

/** Why the night refused an application, from the code that stands at the hold. */
function reasonInWords(t: Text, code: string | null): string {
  return (t.holds.refusedBecause as Record<string, string | undefined>)[code ?? ''] ?? t.holds.refusedUnknown
}

import { type Desk, deskOf } from '#acting.ts'
import {
  loadUseOfPlace,
  type PlaceUse,
  removePlaces,
  saveBranches,
  saveClosings,
  saveStops,
} from '#branches/place-store.ts'
import { layOutCalendar } from '#calendar/lay-out-calendar.ts'
import { layOutVisits } from '#calendar/lay-out-visits.ts'
import { loadCalendarAhead, removeRhythms, type Schedule, saveSchedules, saveWeek } from '#calendar/rhythm-store.ts'
import { readMonthly } from '#calendar/rules/monthly.ts'
import { findLoansDueOnClosedDays } from '#circulation/loans/loan-store.ts'
import type { Tx } from '#database/database.ts'
import { shelfDatesToMove } from '#holds/shelf/shelf-dates-to-move.ts'
import { BranchId, StopId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { forgottenBefore } from '#merging/rules/ended-card.ts'
import { countEndedCards } from '#patrons/desk/ended-card-store.ts'
import { offers, type Service, weekdays } from '#policy.ts'
import type { Branch, Description, VisitRule } from './description.ts'
import { loadUseOfCategory, saveCategories } from './description-store.ts'
import { countAboveLimits, countStuckHolds, loadUseOfServices } from './effects-store.ts'
import { loadWaiting } from './planned-store.ts'
import { applyChanges } from './rules/apply-changes.ts'
import { type Change, isSame } from './rules/changes.ts'
import { firstDay } from './whole.ts'

/** What a change of the description does to what lives: how many of each. */
export type Effects = {
  holdsMoved: number
  loansMoved: number
  daysClosed: number
  daysOpened: number
  visitsGone: number
  visitsNew: number
  /** More patrons than before have more than they may. */
  patronsAboveHolds: number
  patronsAboveLoans: number
  /** Of a part of the service that is left out: open holds that go on, and patrons whose lists go out of sight. */
  seriesLeft: number
  phoneLeft: number
  savedSearchesHidden: number
  wishListsHidden: number
  /** More open holds than before can be fetched nowhere, or served by no copy. */
  holdsStuck: number
  /** More open holds than before can be fetched until a day ahead alone, from which on their place is no more. */
  holdsEnding: number
  /** More patrons than before are forgotten by the coming night, for their cards ended long ago. */
  patronsForgotten: number
  /** Changes that wait for their day, and will not fit any more when it comes. */
  plansSpoilt: number
}

/** Something that would be left without what it needs. It is refused, with what is to be done first. */
export type Stranded =
  | { what: 'branch' | 'stop'; code: string; use: PlaceUse }
  | { what: 'patronCategory' | 'itemCategory'; code: string; count: number }
  | { what: 'service'; service: 'kiosk' | 'requests' | 'questions'; count: number }

/**
 * Makes the tables say what the description says, inside the transaction of the caller: places, hours, visits,
 * categories; the calendar and the visits ahead are laid out anew. What the dates of holds and loans become is counted,
 * not moved: that is for afterwards.
 */
export async function enact(
  tx: Tx,
  library: Library,
  actor: Actor,
  was: Description,
  is: Description,
): Promise<{ effects: Effects; stranded: Stranded[] }> {
  const stranded = await findStranded(tx, was, is)
  const { branches: _b, stops: _s, ...policy } = is
  const [before, after] = [deskOf(library, actor), { ...deskOf(library, actor), policy }]
  const counted = await count(tx, before, was)
  if (stranded.length === 0) await save(tx, before.today, was, is)
  const until = after.today.add({ days: policy.calendar.laidOutDays })
  await layOutCalendar(tx, after.today, until, policy)
  await layOutVisits(tx, after.today, until)
  const left = await leftOf(tx, was, is)
  return { effects: { ...difference(counted, await count(tx, after, is)), ...left }, stranded }
}

async function save(tx: Tx, today: Temporal.PlainDate, was: Description, is: Description): Promise<void> {
  const gone = { branches: goneFrom(was.branches, is.branches), stops: goneFrom(was.stops, is.stops) }
  await removeRhythms(tx, gone)
  await removePlaces(tx, gone)
  await saveCategories(tx, is)
  await saveBranches(
    tx,
    is.branches.map(branch => ({
      ...branch,
      address: branch.address,
      closedForGoodFrom: dayOr(branch.closedForGoodFrom),
    })),
  )
  for (const branch of is.branches) {
    const { hours, holidays, closings } = branch
    const known = was.branches.find(({ code }) => code === branch.code)
    if (known && isSame([known.hours, known.holidays, known.closings], [hours, holidays, closings])) continue
    await saveWeek(tx, BranchId(branch.code), weekOf(hours))
    await saveClosings(tx, BranchId(branch.code), { closings, onHolidays: holidays ?? null })
  }
  await saveStops(
    tx,
    is.stops.map(stop => ({ ...stop, place: stop.place, closedForGoodFrom: dayOr(stop.closedForGoodFrom) })),
  )
  for (const stop of is.stops) {
    const known = was.stops.find(({ code }) => code === stop.code)
    if (known && isSame(known.visits, stop.visits)) continue
    await saveSchedules(tx, StopId(stop.code), stop.visits.map(scheduleOf), today)
  }
}

const dayOr = (day: string | undefined) => (day === undefined ? null : Temporal.PlainDate.from(day))

const goneFrom = (was: readonly { code: string }[], is: readonly { code: string }[]): string[] =>
  was.map(({ code }) => code).filter(code => !is.some(other => other.code === code))

const times = (span: string) =>
  span.split('-').map(time => Temporal.PlainTime.from(time)) as [Temporal.PlainTime, Temporal.PlainTime]

/** In the week of the tables 0 is Sunday. */
const weekOf = (hours: Branch['hours']) =>
  new Map(
    weekdays.flatMap((name, nth) => {
      const span = hours[name]
      if (span === undefined) return []
      const [opens, closes] = times(span)
      return [[(nth + 1) % 7, { opens, closes }] as const]
    }),
  )

function scheduleOf(visit: VisitRule): Schedule {
  const [arrives, leaves] = times(visit.hours)
  const first = Temporal.PlainDate.from(firstDay(visit))
  if ('days' in visit)
    return {
      firstDay: first,
      lastDay: null,
      rhythm: { days: visit.days.map(day => Temporal.PlainDate.from(day)) },
      arrives,
      leaves,
    }
  const monthly = 'monthly' in visit ? readMonthly(visit.monthly) : null
  const rhythm =
    'everyWeeks' in visit
      ? { everyWeeks: visit.everyWeeks }
      : { weeksOfMonth: monthly?.is === 'weeks' ? monthly.weeks : [] }
  return { firstDay: first, lastDay: dayOr(visit.until), rhythm, arrives, leaves }
}

async function findStranded(tx: Tx, was: Description, is: Description): Promise<Stranded[]> {
  const stranded: Stranded[] = []
  const leaving = goneFrom(was.stops, is.stops)
  for (const [what, codes] of [
    ['stop', leaving],
    ['branch', goneFrom(was.branches, is.branches)],
  ] as const)
    for (const code of codes) {
      const use = await loadUseOfPlace(tx, what, code, leaving)
      if (Object.keys(use).length > 0) stranded.push({ what, code, use })
    }
  for (const [what, kind, list] of [
    ['patronCategory', 'patron', 'patronCategories'],
    ['itemCategory', 'item', 'itemCategories'],
  ] as const)
    for (const code of goneFrom(was[list], is[list])) {
      const count = await loadUseOfCategory(tx, kind, code)
      if (count > 0) stranded.push({ what, code, count })
    }
  const use = await loadUseOfServices(tx)
  for (const service of ['kiosk', 'requests', 'questions'] as const)
    if (isEnded(was, is, service) && use[service] > 0) stranded.push({ what: 'service', service, count: use[service] })
  return stranded
}

const isEnded = (was: Description, is: Description, service: Service) => offers(was, service) && !offers(is, service)

/** What is left of the parts of the service that are not offered any more, and of plans for what changes now. */
async function leftOf(tx: Tx, was: Description, is: Description) {
  const use = await loadUseOfServices(tx)
  const of = (service: keyof typeof use) => (isEnded(was, is, service) ? use[service] : 0)
  return {
    seriesLeft: of('seriesHolds'),
    phoneLeft: of('phoneContact'),
    savedSearchesHidden: of('savedSearches'),
    wishListsHidden: of('wishLists'),
    plansSpoilt: await countSpoilt(tx, was, is),
  }
}

async function countSpoilt(tx: Tx, was: Description, is: Description): Promise<number> {
  const fits = (document: Description, changes: readonly Change[]) => applyChanges(document, changes).unfit.length === 0
  return (await loadWaiting(tx)).filter(({ changes }) => fits(was, changes) && !fits(is, changes)).length
}

/** What the effects are the difference of. */
async function count(tx: Tx, desk: Desk, { branches }: Description) {
  let holds = 0
  let loans = 0
  for (const { code } of branches) {
    holds += await shelfDatesToMove(tx, desk, BranchId(code))
    loans += (await findLoansDueOnClosedDays(tx, BranchId(code), desk.today)).length
  }
  return {
    holds,
    loans,
    above: await countAboveLimits(tx, desk),
    ...(await countStuckHolds(tx, desk)),
    forgotten: await countForgotten(tx, desk),
    ahead: await loadCalendarAhead(tx, desk.today),
  }
}

async function countForgotten(tx: Tx, { policy, today }: Desk): Promise<number> {
  const before = forgottenBefore(policy, today)
  return before === null ? 0 : countEndedCards(tx, before)
}

type Counted = Awaited<ReturnType<typeof count>>

function difference(before: Counted, after: Counted): Omit<Effects, keyof Awaited<ReturnType<typeof leftOf>>> {
  const more = (was: number, is: number) => Math.max(0, is - was)
  const both = (these: Set<string>, those: Set<string>) => [...these].filter(key => those.has(key)).length
  const only = (these: Set<string>, those: Set<string>) => [...these].filter(key => !those.has(key)).length
  return {
    holdsMoved: after.holds,
    loansMoved: after.loans,
    daysClosed: both(before.ahead.open, after.ahead.closed),
    // Days that were not laid out yet are no change.
    daysOpened: both(before.ahead.closed, after.ahead.open),
    visitsGone: only(before.ahead.visits, after.ahead.visits),
    visitsNew: only(after.ahead.visits, before.ahead.visits),
    patronsAboveHolds: more(before.above.holds, after.above.holds),
    patronsAboveLoans: more(before.above.loans, after.above.loans),
    holdsStuck: more(before.stuck, after.stuck),
    holdsEnding: more(before.ending, after.ending),
    patronsForgotten: more(before.forgotten, after.forgotten),
  }
}

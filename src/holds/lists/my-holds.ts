import { type Desk, deskOf } from '#acting.ts'
import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import type { Database } from '#database/database.ts'
import type { BibId, HoldId, OrderId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { usualLoanDays } from '#settings/rules/rule-table.ts'
import { estimateWaitDays } from '../rules/estimate.ts'
import { type ClosedWhy, type Contact, type HoldKind, type ShownStatus, shownStatus } from '../rules/hold.ts'
import type { ShelfVisit } from '../rules/shelf.ts'
import type { StuckReason } from '../rules/stuck.ts'
import { type ShelfAsTold, shelfAsTold } from '../shelf/shelf-as-told.ts'
import { type ListedHold, listHolds } from './list-store.ts'

/** One row of 予約状況一覧 (M30). */
export type MyHold = {
  id: HoldId
  bibId: BibId
  title: string
  /** 非公開: the title has no page for now. */
  hidden: boolean
  status: ShownStatus
  /** n番目: 1 is next. Only while it stands in the queue and its turn can come. */
  place: number | null
  /** Whether there is somebody to give way to. */
  isFollowed: boolean
  /** 目安, in days; null when nobody can say. */
  estimatedDays: number | null
  /** What can serve it is on order or being made ready: nobody knows how long that takes. */
  isComing: boolean
  pickup: PickupLocation
  pickupName: string
  contact: Contact
  /** The last day on the hold shelf (M35): the one told, or before the telling the earliest that it can become. */
  pickUpBy: Temporal.PlainDate | null
  /** Whether the patron was told that day; else they may rely on it, and it may become later. */
  isTold: boolean
  /** Of a stop of the bookmobile: when it still comes until then. */
  visits: ShelfVisit[]
  /** Name of the branch from which it is on its way (M34). */
  transitFrom: string | null
  /** When it comes to its pickup place; null: nobody knows, or that day is over. */
  arrivesOn: Temporal.PlainDate | null
  kind: HoldKind
  /** Its volume in the series or set: the third of five. */
  series: { orderId: OrderId; position: number; of: number } | null
  /** いずれか予約: so many of so many are enough, and whether they have come. */
  anyOf: { enough: number; of: number; isThere: boolean } | null
  /** 「予約取消」 (M38, M40). */
  mayCancel: boolean
  mayChangePickup: boolean
  /** お休み and 必要な期限: while no copy is bound to it. */
  mayPause: boolean
  suspendedUntil: Temporal.PlainDate | null
  notNeededAfter: Temporal.PlainDate | null
  appliedAt: Temporal.Instant
  /** Why it cannot be served as it is: the patron is asked for another place, or asks the library. */
  stuck: StuckReason | null
  closed: { at: Temporal.Instant; why: ClosedWhy; detail: string | null } | null
}

/**
 * 予約状況一覧 (M30–M36): the holds of a patron, what they must do first on top; ended ones stay in sight for a while.
 */
export async function myHolds(library: Library, patronId: PatronId): Promise<MyHold[]> {
  const desk = deskOf(library, { is: 'patron', patronId })
  const closedSince = desk.now.subtract({ hours: 24 * library.policy.holds.closedInSightDays })
  const listed = await listHolds(library.db, desk, { patronId, closedSince }, 1000)
  const shelf = await shelfOf(library.db, desk, listed)
  return listed.map(one => toMyHold(desk, one, shelf)).sort(byUrgency)
}

/** What may be said of those of a list that stand ready. */
export const shelfOf = (db: Database, desk: Desk, listed: readonly ListedHold[]): Promise<Map<HoldId, ShelfAsTold>> =>
  shelfAsTold(
    db,
    desk,
    listed.filter(({ hold }) => hold.state.is === 'ready').map(({ hold }) => hold.id),
  )

/** How one hold looks to its patron. */
export function toMyHold(desk: Desk, one: ListedHold, shelf: ReadonlyMap<HoldId, ShelfAsTold>): MyHold {
  const { hold } = one
  const kept = shelf.get(hold.id)
  const status = shownStatus(hold.state, one.released)
  const inQueue = status === 'waiting' && one.ahead !== null && one.stuck === null && !one.hasEnough
  return {
    id: hold.id,
    bibId: hold.bibId,
    title: one.title,
    hidden: one.hidden,
    status,
    isFollowed: one.isFollowed,
    place: inQueue ? one.ahead! + 1 : null,
    estimatedDays: inQueue
      ? estimateWaitDays({
          ahead: one.ahead!,
          copies: one.copies,
          meanLoanDays: one.meanLoanDays ?? usualLoanDays(desk.policy, one.category),
          onShelf: one.onShelf > 0,
        })
      : null,
    isComing: inQueue && one.isComing,
    pickup: hold.pickup,
    pickupName: one.pickupName,
    contact: hold.contact,
    pickUpBy: kept?.until ?? null,
    isTold: kept?.isTold ?? false,
    visits: kept?.visits ?? [],
    transitFrom: status === 'inTransit' ? one.transitFrom : null,
    arrivesOn: status === 'inTransit' && isAhead(desk, one.arrivesOn) ? one.arrivesOn : null,
    kind: hold.kind,
    series:
      hold.kind === 'ordinary'
        ? null
        : { orderId: hold.orderId, position: one.positionInSeries, of: one.membersInSeries },
    anyOf: hold.enough === null ? null : { enough: hold.enough, of: one.anyOf, isThere: one.hasEnough },
    mayCancel: ['applied', 'waiting', 'preparing', 'inTransit'].includes(status),
    mayChangePickup: ['applied', 'waiting', 'preparing', 'inTransit'].includes(status),
    mayPause: hold.state.is === 'applied' || hold.state.is === 'waiting',
    suspendedUntil: hold.suspendedUntil,
    notNeededAfter: hold.notNeededAfter,
    appliedAt: hold.appliedAt,
    stuck: one.stuck,
    closed: hold.state.is === 'closed' ? { at: hold.closedAt!, why: hold.state.why, detail: hold.closedDetail } : null,
  }
}

const isAhead = ({ today }: Desk, day: Temporal.PlainDate | null) =>
  day !== null && Temporal.PlainDate.compare(day, today) >= 0

const urgency: ShownStatus[] = [
  'ready',
  'inTransit',
  'waiting',
  'preparing',
  'applied',
  'cancelApplied',
  'fulfilled',
  'expired',
  'refused',
  'cancelled',
]

function byUrgency(a: MyHold, b: MyHold): number {
  if (a.closed && b.closed) return Temporal.Instant.compare(b.closed.at, a.closed.at) || b.id - a.id
  if (a.pickUpBy && b.pickUpBy) return Temporal.PlainDate.compare(a.pickUpBy, b.pickUpBy) || a.id - b.id
  return (
    urgency.indexOf(a.status) - urgency.indexOf(b.status) ||
    (a.place ?? 0) - (b.place ?? 0) ||
    Temporal.Instant.compare(a.appliedAt, b.appliedAt) ||
    a.id - b.id
  )
}

import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import type { BibId, ItemId, OrderId } from '#ids.ts'
import { type Block, blocksOf, type Standing } from '#patrons/rules/block.ts'
import { type Names, offers, type Policy } from '#policy.ts'
import { holdRuleOf } from '#settings/rules/rule-table.ts'
import { dayOf } from '#time/clock.ts'
import type { Channel, Contact, HoldKind } from './hold.ts'
import { isIntakeTime } from './intake-window.ts'
import { type TooManyToday, whyNotToday } from './per-day.ts'
import type { CannotServe } from './serve.ts'
import {
  type OnShelf,
  type OrderedBib,
  type Shelved,
  type TitleRefusal,
  type UnholdableTitle,
  whyFromShelf,
  whyNotReserve,
} from './title.ts'

/** What one press of 「予約」 asks for (M23–M24), or staff at the counter. The id comes with the form that places it. */
export type Order = {
  id: OrderId
  kind: HoldKind
  channel: Channel
  /** In the order in which they are to be secured (M27). */
  bibIds: BibId[]
  pickup: PickupLocation
  contact: Contact
  /** 「予約確認メールを送信する」 (M24). */
  confirmByMail: boolean
  /** From this day on the patron can fetch it; until then they are passed by, and keep their place. */
  startsOn?: Temporal.PlainDate | null
  /** 必要期限: the last day on which it is of use; a hold for which nothing was captured by then ends by itself. */
  notNeededAfter?: Temporal.PlainDate | null
  /** いずれか予約: so many of these titles are enough; the rest ends when they have come. */
  enough?: number | null
}

/** Why an order is not accepted. All or nothing: one impossible title changes nothing and is named by its bib. */
export type OrderRefusal =
  | { why: 'intakeWindow'; from: string; until: string }
  | { why: 'nothingTicked' }
  | { why: 'tooFewForSeries' }
  | { why: 'enoughUnknown' } // いずれか予約 of a number that is none
  | TitleRefusal
  | OnShelf
  | { why: 'copyCannotServe'; bibId: BibId; because: NotThisCopy }
  | LimitRefusal
  | TooManyToday
  | Block
  | { why: 'pickupMissing' } // none was chosen
  | { why: 'pickupUnknown' }
  | { why: 'pickupBookmobile' } // M20: a stop of it is to be picked
  | { why: 'pickupClosed' }
  | { why: 'contactNotRegistered'; contact: Contact }
  | { why: 'notOffered'; service: 'seriesHolds' | 'phoneContact' }

/** Why nobody new is given one very copy: it cannot serve, or is 非公開. Who waited for it before goes on. */
export type NotThisCopy = CannotServe | 'hidden'

export type LimitRefusal =
  | { why: 'tooMany' | 'tooManyAudiovisual'; max: number; open: number }
  | { why: 'tooManyOfCategory'; category: Names; max: number; open: number }

/** Why the night refuses an application: much as an order would be, or its patron has had the book since. */
export type IntakeRefusal =
  | (UnholdableTitle | Block | LimitRefusal)['why']
  | 'alreadyOnLoan'
  | 'borrowedMeanwhile'
  | 'pickupClosed'

/** Staff at the counter may ask for one very copy, and may set a rule aside with a reason. */
export type CounterOrder = Omit<Order, 'channel'> & { onlyItemId?: ItemId | null }

/** What an order is judged by. */
export type OrderFacts = OpenHolds & {
  runUnfinished: boolean
  /** Titles that the patron has reserved on this day, whatever has become of them. */
  placedToday: number
  standing: Standing
  registered: { phone: boolean; mail: boolean }
  pickup: PickupState
  bibs: ReadonlyMap<BibId, OrderedBib & Shelved>
  /** Why the one copy that staff ask for is not given; null: it is, or none is asked for. */
  onlyCopy: NotThisCopy | null
}

/** Open holds of a patron, without those that are to be cancelled, and how many of each item category. */
export type OpenHolds = {
  open: number
  openOf: ReadonlyMap<string, number>
}

export const noneOpen: OpenHolds = { open: 0, openOf: new Map() }

/** What a pickup location is: `missing` when none was named, `bookmobile` for the vehicle itself. */
export type PickupState = 'open' | 'closed' | 'unknown' | 'bookmobile' | 'missing'

/**
 * Everything that stands against an order, in the order in which a librarian would ask; empty when it can be accepted.
 * While nothing can be reserved (M14), and where there is nothing to judge, that alone is said.
 */
export function judgeOrder(
  policy: Policy,
  order: Pick<Order, 'kind' | 'bibIds' | 'contact' | 'enough'>,
  facts: OrderFacts,
  now: Temporal.Instant,
  at: 'web' | 'counter' | 'counterWithOverride',
): OrderRefusal[] {
  if (at === 'web' && isIntakeTime(policy.intakeWindow, now, facts.runUnfinished)) {
    return [{ why: 'intakeWindow', ...policy.intakeWindow }]
  }
  const refusals: OrderRefusal[] = []
  if (order.bibIds.length === 0) refusals.push({ why: 'nothingTicked' })
  else if (order.kind !== 'ordinary' && order.bibIds.length < 2) refusals.push({ why: 'tooFewForSeries' })
  if (order.enough != null && !(Number.isInteger(order.enough) && order.enough > 0))
    refusals.push({ why: 'enoughUnknown' })
  for (const bibId of order.bibIds) {
    const refusal = whyNotReserve(bibId, facts.bibs.get(bibId))
    const onShelf = at === 'web' && refusal === null ? whyFromShelf(policy, bibId, facts.bibs.get(bibId)) : null
    if (onShelf) refusals.push(onShelf)
    if (refusal && !(refusal.why === 'alreadyOnLoan' && at === 'counterWithOverride')) refusals.push(refusal)
  }
  const [bibId] = order.bibIds
  if (facts.onlyCopy && bibId !== undefined) refusals.push({ why: 'copyCannotServe', bibId, because: facts.onlyCopy })
  if (order.kind === 'series' && !offers(policy, 'seriesHolds'))
    refusals.push({ why: 'notOffered', service: 'seriesHolds' })
  if (order.contact === 'phone' && !offers(policy, 'phoneContact')) {
    refusals.push({ why: 'notOffered', service: 'phoneContact' })
  } else if (order.contact !== 'self' && !facts.registered[order.contact]) {
    refusals.push({ why: 'contactNotRegistered', contact: order.contact })
  }
  if (facts.pickup !== 'open') refusals.push({ why: pickupRefusal[facts.pickup] })
  if (at === 'counterWithOverride') return refusals
  const tooManyToday = whyNotToday(policy, facts.placedToday, order.bibIds.length)
  return [
    ...refusals,
    ...blocksOf(facts.standing, dayOf(now), policy),
    ...judgeLimits(policy, order, facts),
    ...(tooManyToday ? [tooManyToday] : []),
  ]
}

export const pickupRefusal = {
  missing: 'pickupMissing',
  unknown: 'pickupUnknown',
  bookmobile: 'pickupBookmobile',
  closed: 'pickupClosed',
} as const satisfies Record<Exclude<PickupState, 'open'>, string>

/**
 * How many of an order's titles are enough, where that means anything: fewer than are ordered, of an ordinary order;
 * null: all of them are wanted.
 */
export const enoughOf = ({ kind, bibIds, enough }: Pick<Order, 'kind' | 'bibIds' | 'enough'>): number | null =>
  kind === 'ordinary' && enough != null && enough < bibIds.length ? enough : null

/** Which limits of open holds these titles would go beyond. */
export function judgeLimits(
  policy: Policy,
  order: Pick<Order, 'bibIds'>,
  facts: OpenHolds & Pick<OrderFacts, 'standing'> & { bibs: ReadonlyMap<BibId, OrderedBib> },
): LimitRefusal[] {
  const wanted = order.bibIds.flatMap(bibId => facts.bibs.get(bibId)?.category ?? [])
  return brokenHoldLimits(policy, facts.standing.category, facts, wanted)
}

/** What open holds become when holds of these item categories are added. */
export function withMore({ open, openOf }: OpenHolds, wanted: readonly string[]): OpenHolds {
  const after = new Map(openOf)
  for (const category of wanted) after.set(category, (after.get(category) ?? 0) + 1)
  return { open: open + wanted.length, openOf: after }
}

/**
 * Every limit that holds of these item categories would break, each category once. `open` says what the patron has now,
 * not what the new ones would make of it.
 */
export function brokenHoldLimits(
  policy: Policy,
  patron: string,
  before: OpenHolds,
  wanted: readonly string[],
): LimitRefusal[] {
  const after = withMore(before, wanted)
  const refusals: LimitRefusal[] = []
  const all = holdRuleOf(policy, { patron, item: '', branch: '' }).holds.all.value
  if (after.open > all) refusals.push({ why: 'tooMany', max: all, open: before.open })
  for (const category of new Set(wanted)) {
    const limit = holdRuleOf(policy, { patron, item: category, branch: '' }).holds.category
    if (limit === null || after.openOf.get(category)! <= limit.value) continue
    const broken = { max: limit.value, open: before.openOf.get(category) ?? 0 }
    if (category === 'audiovisual') refusals.push({ why: 'tooManyAudiovisual', ...broken })
    else refusals.push({ why: 'tooManyOfCategory', category: nameOf(policy, category), ...broken })
  }
  return refusals
}

const nameOf = (policy: Policy, category: string): Names =>
  policy.itemCategories.find(({ code }) => code === category)?.name ?? { ja: category }

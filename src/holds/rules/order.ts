import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import { type Block, blockOf, type Standing } from '#patrons/rules/block.ts'
import type { Names, Policy } from '#policy.ts'
import { holdRuleOf } from '#settings/rules/rule-table.ts'
import { dayOf } from '#time/clock.ts'
import type { Channel, Contact, HoldKind } from './hold.ts'
import { isIntakeTime } from './intake-window.ts'

/** What one press of 「予約」 asks for (M23–M24), or staff at the counter. The id comes with the form that places it. */
export type Order = {
  id: string
  kind: HoldKind
  channel: Channel
  /** In the order in which they are to be secured (M27). */
  bibIds: number[]
  pickup: PickupLocation
  contact: Contact
  /** 「予約確認メールを送信する」 (M24). */
  confirmByMail: boolean
}

/** Why an order is not accepted. All or nothing: one impossible title changes nothing and is named by its bib. */
export type OrderRefusal =
  | { why: 'intakeWindow'; from: string; until: string }
  | { why: 'nothingTicked' }
  | { why: 'tooFewForSeries' }
  | { why: 'unknownBib'; bibId: number }
  | { why: 'notHeld'; bibId: number } // M13
  | { why: 'notForLoan'; bibId: number }
  | { why: 'alreadyOnHold'; bibId: number }
  | { why: 'alreadyOnLoan'; bibId: number }
  | { why: 'tooMany'; max: number; open: number }
  | { why: 'tooManyAudiovisual'; max: number; open: number }
  | { why: 'tooManyOfCategory'; category: Names; max: number; open: number }
  /** Patrons of this category may not reserve it: by the table of rules, or because it is the newest number of a magazine. */
  | { why: 'mayNotHold'; bibId: number }
  | Block
  | { why: 'pickupUnknown' }
  | { why: 'pickupClosed' }
  | { why: 'contactNotRegistered'; contact: Contact }

/** Staff at the counter may ask for one very copy, and may set a rule aside with a reason. */
export type CounterOrder = Omit<Order, 'channel'> & { onlyItemId?: number | null }

/** What an order is judged by. */
export type OrderFacts = {
  runUnfinished: boolean
  standing: Standing
  registered: { phone: boolean; mail: boolean }
  pickup: 'open' | 'closed' | 'unknown'
  bibs: ReadonlyMap<number, OrderedBib>
  /** Open holds of the patron before this order, and how many of each item category. */
  open: number
  openOf: ReadonlyMap<string, number>
}

export type OrderedBib = {
  /** 資料区分, by which it is counted. */
  category: string
  /** Whether the city's libraries, rooms or the ネットワーク館 have a copy (M12), and whether one of them can be lent. */
  held: boolean
  lendable: boolean
  /** Whether one of them may be reserved by this patron. */
  mayBeHeld: boolean
  onHold: boolean
  onLoan: boolean
}

/**
 * Whether an order can be accepted, asked in the order in which a librarian would ask. All or nothing; null when nothing stands
 * against it.
 */
export function judgeOrder(
  policy: Policy,
  order: Pick<Order, 'kind' | 'bibIds' | 'contact'>,
  facts: OrderFacts,
  now: Temporal.Instant,
  at: 'web' | 'counter' | 'counterWithOverride',
): OrderRefusal | null {
  if (at === 'web' && isIntakeTime(policy.intakeWindow, now, facts.runUnfinished)) {
    return { why: 'intakeWindow', ...policy.intakeWindow }
  }
  if (order.bibIds.length === 0) return { why: 'nothingTicked' }
  if (order.kind !== 'ordinary' && order.bibIds.length < 2) return { why: 'tooFewForSeries' }
  for (const bibId of order.bibIds) {
    const refusal = judgeBib(bibId, facts.bibs.get(bibId), at)
    if (refusal) return refusal
  }
  if (order.contact !== 'self' && !facts.registered[order.contact]) {
    return { why: 'contactNotRegistered', contact: order.contact }
  }
  if (facts.pickup !== 'open') return { why: facts.pickup === 'closed' ? 'pickupClosed' : 'pickupUnknown' }
  if (at === 'counterWithOverride') return null
  return blockOf(facts.standing, dayOf(now), policy) ?? judgeLimits(policy, order, facts)
}

function judgeBib(bibId: number, bib: OrderedBib | undefined, at: string): OrderRefusal | null {
  if (!bib) return { why: 'unknownBib', bibId }
  if (!bib.held) return { why: 'notHeld', bibId } // M13
  if (!bib.lendable) return { why: 'notForLoan', bibId }
  if (!bib.mayBeHeld) return { why: 'mayNotHold', bibId }
  if (bib.onHold) return { why: 'alreadyOnHold', bibId }
  if (bib.onLoan && at !== 'counterWithOverride') return { why: 'alreadyOnLoan', bibId }
  return null
}

function judgeLimits(policy: Policy, order: Pick<Order, 'bibIds'>, facts: OrderFacts): OrderRefusal | null {
  let open = facts.open
  const openOf = new Map(facts.openOf)
  const wanted = order.bibIds.map(bibId => facts.bibs.get(bibId)!.category)
  for (const category of wanted) openOf.set(category, (openOf.get(category) ?? 0) + 1)
  open += wanted.length
  for (const category of wanted) {
    const broken = brokenHoldLimit(policy, facts.standing.category, category, { open, openOf })
    if (!broken) continue
    // What the patron has now, not what the order would make of it.
    const had = broken.why === 'tooMany' ? facts.open : (facts.openOf.get(category) ?? 0)
    return { ...broken, open: had }
  }
  return null
}

type LimitRefusal = Extract<OrderRefusal, { why: 'tooMany' | 'tooManyAudiovisual' | 'tooManyOfCategory' }>

/** The limit that so many open holds of a patron break, the one of this item category among them; null: none. */
export function brokenHoldLimit(
  policy: Policy,
  patron: string,
  category: string,
  { open, openOf }: { open: number; openOf: ReadonlyMap<string, number> },
): LimitRefusal | null {
  const { holds } = holdRuleOf(policy, { patron, item: category, branch: '' })
  if (open > holds.all.value) return { why: 'tooMany', max: holds.all.value, open }
  const ofCategory = openOf.get(category) ?? 0
  if (holds.category === null || ofCategory <= holds.category.value) return null
  const broken = { max: holds.category.value, open: ofCategory }
  return category === 'audiovisual'
    ? { why: 'tooManyAudiovisual', ...broken }
    : { why: 'tooManyOfCategory', category: nameOf(policy, category), ...broken }
}

const nameOf = (policy: Policy, category: string): Names =>
  policy.itemCategories.find(({ code }) => code === category)?.name ?? { ja: category }

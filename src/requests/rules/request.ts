import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import type { Contact } from '#holds/rules/hold.ts'
import type { PickupState } from '#holds/rules/order.ts'
import type { BibId, RequestId } from '#ids.ts'
import { type Block, blockOf, type Standing } from '#patrons/rules/block.ts'
import type { Policy } from '#policy.ts'

/** 受付, 検討中, 発注, 相互貸借, 用意できました, おことわり, 取り下げ. */
export const requestStates = [
  'received',
  'considering',
  'ordered',
  'borrowing',
  'held',
  'declined',
  'withdrawn',
] as const
export type RequestState = (typeof requestStates)[number]

export const isOpen = (state: RequestState): boolean => !['held', 'declined', 'withdrawn'].includes(state)

/**
 * リクエスト: what a patron wishes the library to get. Where it is fetched and how they are told goes along, for the hold it
 * becomes.
 */
export type RequestWish = {
  /** Given by the form: sent twice, it is one request. */
  id: RequestId
  title: string
  author: string | null
  publisher: string | null
  published: string | null
  /** 13 digits. */
  isbn: string | null
  note: string | null
  pickup: PickupLocation
  contact: Contact
}

/** What a request is judged by. */
export type RequestFacts = {
  standing: Standing
  registered: { phone: boolean; mail: boolean }
  pickup: PickupState
  /** A title held under the ISBN that was typed. */
  heldAs: BibId | null
  /** Whether an open request of the patron names the same book. */
  asked: boolean
  /** Requests of the patron within the last seven days. */
  thisWeek: number
}

export type RequestRefusal =
  | { why: 'heldHere'; bibId: BibId }
  | { why: 'askedAlready' }
  | { why: 'tooManyThisWeek'; max: number }
  | Block
  | { why: 'pickupUnknown' }
  | { why: 'pickupClosed' }
  | { why: 'contactNotRegistered'; contact: Contact }

/**
 * Everything that stands against a request at once; empty when nothing does. What is held can be reserved instead (M12,
 * M13).
 */
export function judgeRequest(
  policy: Policy,
  wish: Pick<RequestWish, 'contact'>,
  facts: RequestFacts,
  today: Temporal.PlainDate,
): RequestRefusal[] {
  const { perWeekMax: max } = policy.requests
  const block = blockOf(facts.standing, today, policy)
  const refusals: RequestRefusal[] = block ? [block] : []
  if (facts.heldAs !== null) refusals.push({ why: 'heldHere', bibId: facts.heldAs })
  if (facts.asked) refusals.push({ why: 'askedAlready' })
  if (facts.thisWeek >= max) refusals.push({ why: 'tooManyThisWeek', max })
  if (facts.pickup !== 'open') refusals.push({ why: facts.pickup === 'closed' ? 'pickupClosed' : 'pickupUnknown' })
  if (wish.contact !== 'self' && !facts.registered[wish.contact])
    refusals.push({ why: 'contactNotRegistered', contact: wish.contact })
  return refusals
}

/** Where staff may take a request from a state. What has become a hold, or was taken back by the patron, has ended. */
export const nextStates: Readonly<Record<RequestState, readonly RequestState[]>> = {
  received: ['considering', 'ordered', 'borrowing', 'held', 'declined'],
  considering: ['ordered', 'borrowing', 'held', 'declined'],
  ordered: ['considering', 'borrowing', 'held', 'declined'],
  borrowing: ['considering', 'ordered', 'held', 'declined'],
  held: [],
  declined: ['considering'],
  withdrawn: [],
}

/** A patron may take back what nobody has spent money on yet. */
export const mayWithdraw = (state: RequestState): boolean => state === 'received' || state === 'considering'

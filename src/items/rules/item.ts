import type { BibId, BranchId, HoldId, ItemId, LoanId, OrderId, PatronId, StopId } from '#ids.ts'

export const itemStatuses = [
  'shelf', // on the open shelf of its home
  'loan',
  'holdShelf', // physically on the hold shelf of its branch, whoever it is for, until it is scanned away
  'transit', // on the road: the scan at the sender was the beginning
  'repair',
  'missing',
  'withdrawn',
  'onOrder', // 発注中: it has not come to the house
  'inProcess', // 整理中: it has come, and is being made ready
] as const
export type ItemStatus = (typeof itemStatuses)[number]

/** 発注中, 整理中: what a copy can be before it is here. */
export type Coming = Extract<ItemStatus, 'onOrder' | 'inProcess'>

/** Whether a copy is still to come: it can be reserved, and nobody can have it before its first scan at a desk. */
export const isComing = (status: ItemStatus): status is Coming => status === 'onOrder' || status === 'inProcess'

/** In the house, on its way or with a patron: a copy that was still to come has joined by it. */
export const isHere = (status: ItemStatus): boolean => ['shelf', 'holdShelf', 'transit', 'loan'].includes(status)

export type OpenLoan = {
  id: LoanId
  patronId: PatronId
  branchId: BranchId
  stopId: StopId | null
  lentAt: Temporal.Instant
  dueOn: Temporal.PlainDate
  renewals: number
  /** 紛失: since when its patron says that it is lost; the loan is open until that is settled. */
  lostAt: Temporal.Instant | null
}

/** 資料: one copy as it stands now, with what binds it. Its row and its bib are locked. */
export type LockedItem = {
  id: ItemId
  barcode: string
  bibId: BibId
  title: string
  homeBranchId: BranchId
  /** Where it is, or is going. */
  currentBranchId: BranchId
  /** 資料区分, as the rules ask for it: 'reference' is never lent (禁帯出). */
  category: string
  status: ItemStatus
  loan: OpenLoan | null
  transit: { fromBranchId: BranchId; toBranchId: BranchId; holdId: HoldId | null } | null
  heldBy: HoldId | null
  /** The order of the hold, where its members are judged together: of a set, or いずれか予約. */
  heldForOrder: OrderId | null
  /** The last row of its history; 0 while it has none. */
  lastEventId: number
}

/** What happens to a copy, as its history names it. */
export type ItemHappening = ItemStep['why'] | 'renew' | 'undo' | 'moveToBib' | 'moveDate'

/**
 * One step in the life of a copy, as a decision says it. `currentBranchId`: where it is from now on, or is going; `at`:
 * the desk at which it was in hand, null when nobody had it.
 */
export type ItemStep = ScanStep | LendStep | MarkStep | InProcessStep | SettleStep | HandOnStep

/** It was scanned: whatever loan or journey there was ends with it. */
export type ScanStep = {
  why: 'return' | 'arrive' | 'scan' | 'found' | 'received' | 'redirect'
  currentBranchId: BranchId
  at: BranchId
  detail: string | null
  endsLoan: { at: BranchId } | null
  endsTransit: 'arrived' | 'elsewhere' | null
} & Goes

/** Where a scanned copy goes: to a shelf of the desk, or on a journey, for a hold or (null) home. */
export type Goes =
  | { to: 'shelf' | 'holdShelf' }
  | { to: 'transit'; send: { from: BranchId; to: BranchId; holdId: HoldId | null } }

type LendStep = {
  why: 'checkOut'
  to: 'loan'
  currentBranchId: BranchId
  at: BranchId
  detail: string | null
  endsTransit: 'elsewhere' | null
  lend: { patronId: PatronId; branchId: BranchId; stopId: StopId | null; dueOn: Temporal.PlainDate }
}

/** Staff say what has become of it. A loan whose copy is lost stays its patron's. */
type MarkStep = {
  why: 'missing' | 'repair' | 'withdrawn' | 'lost'
  to: 'missing' | 'repair' | 'withdrawn'
  currentBranchId: BranchId
  at: BranchId
  detail: string
  endsTransit: 'lost' | null
}

/** 整理中: what was on order has come to the house. */
type InProcessStep = { why: 'inProcess'; to: 'inProcess'; currentBranchId: BranchId; at: BranchId; detail: string }

/** 弁償などの手続き: the loan of a lost copy ends, and the copy stays what it is. */
type SettleStep = {
  why: 'settled'
  to: ItemStatus
  currentBranchId: BranchId
  at: BranchId
  detail: string
  endsLoan: { at: BranchId }
}

/** On the hold shelf, untouched: it is for another hold now, or for nobody. */
type HandOnStep = { why: 'capture' | 'offHoldShelf'; to: 'holdShelf'; currentBranchId: BranchId; at: null }

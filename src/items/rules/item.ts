import type { BibId, BranchId, HoldId, ItemId, LoanId, OrderId, PatronId, StopId } from '#ids.ts'

export type ItemStatus =
  | 'shelf' // on the open shelf of its home
  | 'loan'
  | 'holdShelf' // physically on the hold shelf of its branch, whoever it is for, until it is scanned away
  | 'transit' // on the road: the scan at the sender was the beginning
  | 'repair'
  | 'missing'
  | 'withdrawn'

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
export type ItemHappening =
  | 'return'
  | 'arrive'
  | 'scan'
  | 'checkOut'
  | 'renew'
  | 'capture'
  | 'offHoldShelf'
  | 'redirect'
  | 'missing'
  | 'repair'
  | 'withdrawn'
  | 'found'
  | 'lost'
  | 'settled'
  | 'undo'
  | 'moveToBib'
  | 'moveDate'

/** One step in the life of a copy, as a decision says it. */
export type ItemStep = {
  to: ItemStatus
  /** Where it is now, or is going. */
  currentBranchId: BranchId
  why: ItemHappening
  /** At which desk it was scanned; null when nobody had it in hand. */
  at: string | null
  detail?: string | null
  /** The journey that ends here. */
  endsTransit?: 'arrived' | 'elsewhere' | 'lost' | null
  /** The journey that begins here. */
  send?: { from: string; to: string; holdId: HoldId | null } | null
  /** The loan that ends here: where it was brought back, or its loss settled. */
  endsLoan?: { at: string } | null
  /** The patron says that it is lost: the loan stays theirs. */
  losesLoan?: boolean
  lend?: { patronId: PatronId; branchId: BranchId; stopId: StopId | null; dueOn: Temporal.PlainDate } | null
}

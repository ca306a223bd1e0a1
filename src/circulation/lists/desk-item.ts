import type { BibId, BranchId, HoldId, ItemId, LoanId, PatronId } from '#ids.ts'
import type { ItemHappening, ItemStatus } from '#items/rules/item.ts'

/** 資料の状態: one copy as the desk sees it, and what happened to it. */
export type DeskItem = {
  itemId: ItemId
  barcode: string
  bibId: BibId
  title: string
  status: ItemStatus
  /** 資料区分, by its code. */
  category: string
  shelf: string | null
  callNumber: string | null
  note: string | null
  homeBranchId: BranchId
  homeName: string
  currentBranchId: BranchId
  currentName: string
  loanId: LoanId | null
  loanPatronId: PatronId | null
  /** Since when its patron says that it is lost. */
  lostAt: Temporal.Instant | null
  dueOn: Temporal.PlainDate | null
  holdId: HoldId | null
  pickupName: string | null
  transitFromId: BranchId | null
  transitFrom: string | null
  transitTo: string | null
  transitHoldId: HoldId | null
  /** 非公開: the public does not see this copy, or its whole record. */
  hidden: 'copy' | 'record' | null
  story: ItemLine[]
}

export type ItemLine = {
  at: Temporal.Instant
  actor: string
  branchName: string | null
  why: ItemHappening
  to: ItemStatus
  detail: string | null
}

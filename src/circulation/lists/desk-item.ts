import type { ItemHappening, ItemStatus } from '#items/rules/item.ts'

/** 資料の状態: one copy as the desk sees it, and what happened to it. */
export type DeskItem = {
  itemId: number
  barcode: string
  bibId: number
  title: string
  status: ItemStatus
  /** 資料区分, by its code. */
  category: string
  shelf: string | null
  callNumber: string | null
  note: string | null
  homeBranchId: string
  homeName: string
  currentBranchId: string
  currentName: string
  loanId: number | null
  loanPatronId: number | null
  /** Since when its patron says that it is lost. */
  lostAt: Temporal.Instant | null
  dueOn: Temporal.PlainDate | null
  holdId: number | null
  pickupName: string | null
  transitFrom: string | null
  transitTo: string | null
  transitHoldId: number | null
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

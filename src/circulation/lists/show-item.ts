import type { ItemHappening, ItemStatus } from '#items/item-store.ts'
import type { Library } from '#library.ts'
import { loadDeskItem, loadItemStory } from './desk-item-store.ts'

/** 資料の状態: one copy as the desk sees it, and what happened to it. */
export type DeskItem = {
  itemId: number
  barcode: string
  bibId: number
  title: string
  status: ItemStatus
  category: string
  shelf: string | null
  callNumber: string | null
  homeName: string
  currentName: string
  loanId: number | null
  loanPatronId: number | null
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

/** A copy by its code; null when none has it. */
export async function showItem(library: Library, barcode: string): Promise<DeskItem | null> {
  const item = await loadDeskItem(library.db, barcode)
  return item && { ...item, story: await loadItemStory(library.db, item.itemId, 30) }
}

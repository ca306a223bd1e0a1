import { deskOf } from '#acting.ts'
import type { BibId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loadTitles } from '../lists/list-store.ts'
import { judgeOrder, type Order, type OrderRefusal } from '../rules/order.ts'
import { loadOrderFacts } from './order-facts-store.ts'

export type Review = { titles: { bibId: BibId; title: string }[]; refusals: OrderRefusal[] }

/** 予約内容確認 (M24): judges an order without writing anything, so that a refusal is said before the last button. */
export async function reviewOrder(library: Library, patronId: PatronId, order: Order): Promise<Review> {
  const desk = deskOf(library, { is: 'patron', patronId })
  const bibIds = [...new Set(order.bibIds)]
  const [facts, titles] = await Promise.all([
    loadOrderFacts(library.db, desk, patronId, { ...order, bibIds }),
    loadTitles(library.db, patronId, bibIds),
  ])
  return { titles, refusals: judgeOrder(library.policy, { ...order, bibIds }, facts, desk.now, 'web') }
}

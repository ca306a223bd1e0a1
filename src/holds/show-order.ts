import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { findOrder, loadOrderLines, type OrderLine } from './order-store.ts'

/** 予約結果 (M25): the titles of an order, for the patron who placed it; null for anybody else. */
export async function showOrder(library: Library, patronId: number, orderId: string): Promise<OrderLine[] | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(orderId)) return null
  return transact(library.db, async tx => {
    const order = await findOrder(tx, orderId)
    return order?.patronId === patronId ? loadOrderLines(tx, orderId) : null
  })
}

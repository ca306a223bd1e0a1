import type { OrderId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { isId } from '#std/new-id.ts'
import { loadShownOrder, type ShownOrder } from './order-store.ts'

export type { ShownOrder }

/** 予約結果 (M25): an order with its titles, for the patron who placed it; null for anybody else. */
export async function showOrder(library: Library, patronId: PatronId, orderId: OrderId): Promise<ShownOrder | null> {
  if (!isId(orderId.toLowerCase())) return null
  const order = await loadShownOrder(library.db, orderId)
  return order?.patronId === patronId ? order : null
}

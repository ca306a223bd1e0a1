import type { Library } from '#library.ts'
import { type BasketLine, loadBasket } from './basket-store.ts'

/** 予約かご (M19): its lines in the order in which they were put in, with what can be said of each. */
export async function myBasket(library: Library, patronId: number): Promise<{ lines: BasketLine[]; count: number }> {
  const lines = await loadBasket(library.db, patronId, library.policy.holds.basketMax)
  return { lines, count: lines.length }
}

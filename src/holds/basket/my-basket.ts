import type { Library } from '#library.ts'
import { estimateWaitDays } from '../rules/estimate.ts'
import { type BasketLine, loadBasket } from './basket-store.ts'

/** A line of the basket, with 目安 in days: null when nobody can say. */
export type MyBasketLine = BasketLine & { waitDays: number | null }

/** 予約かご (M19): its lines in the order in which they were put in, with what can be said of each. */
export async function myBasket(library: Library, patronId: number): Promise<{ lines: MyBasketLine[]; count: number }> {
  const { holds, loans } = library.policy
  const lines = await loadBasket(library.db, patronId, holds.basketMax)
  return { lines: lines.map(line => ({ ...line, waitDays: waitDays(line, loans.days) })), count: lines.length }
}

const waitDays = (line: BasketLine, usualLoanDays: number): number | null =>
  estimateWaitDays({
    ahead: line.waiting,
    copies: line.lendable,
    meanLoanDays: line.meanLoanDays ?? usualLoanDays,
    onShelf: line.onShelf > 0,
  })

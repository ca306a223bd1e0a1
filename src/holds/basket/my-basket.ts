import { together } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { blockOf } from '#patrons/rules/block.ts'
import { usualLoanDays } from '#settings/rules/rule-table.ts'
import { dayOf } from '#time/clock.ts'
import { estimateWaitDays } from '../rules/estimate.ts'
import { type StillPossible, stillPossible } from '../rules/still-possible.ts'
import { type BasketLine, loadBasket, loadHolder } from './basket-store.ts'

/** A line of the basket, with 目安 in days: null when nobody can say. */
export type MyBasketLine = BasketLine & { waitDays: number | null }

export type MyBasket = { lines: MyBasketLine[]; count: number; possible: StillPossible }

/**
 * 予約かご (M19): its lines in the order in which they were put in, with what can be said of each and what may still be
 * reserved.
 */
export async function myBasket(library: Library, patronId: PatronId): Promise<MyBasket> {
  const { db, policy, clock } = library
  const today = dayOf(clock.now())
  const [lines, holder] = await together(
    db,
    () => loadBasket(db, policy, patronId),
    () => loadHolder(db, patronId, today),
  )
  const { standing, open, openOf, placedToday } = holder
  const block = blockOf(standing, today, policy)
  return {
    lines: lines.map(line => ({ ...line, waitDays: waitDays(line, usualLoanDays(policy, line.category)) })),
    count: lines.length,
    possible: stillPossible(policy, { block, category: standing.category, open, openOf, placedToday }, lines),
  }
}

const waitDays = (line: BasketLine, usualDays: number): number | null =>
  estimateWaitDays({
    ahead: line.waiting,
    copies: line.lendable,
    meanLoanDays: line.meanLoanDays ?? usualDays,
    onShelf: line.onShelf > 0,
  })

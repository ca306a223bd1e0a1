import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import { lockHold } from '#holds/hold-locks-store.ts'
import { loadOrderFacts } from '#holds/ordering/order-facts-store.ts'
import { judgeOrder, type OrderRefusal } from '#holds/rules/order.ts'
import { type BranchId, OrderId } from '#ids.ts'
import { lockScannedItem } from '#items/item-store.ts'
import type { Actor, Library } from '#library.ts'
import { readCardNumber } from '#patrons/rules/card-number.ts'
import { findPatronByCard } from '#patrons/standing-store.ts'
import {
  blockedFromOverdueDays,
  type HoldRule,
  holdRuleOf,
  type LoanRule,
  loanRuleOf,
  type Ruled,
} from '#settings/rules/rule-table.ts'
import { newId } from '#std/new-id.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { loadLoanFacts } from '../loans/loan-store.ts'
import { readBarcode } from '../rules/barcode.ts'
import { heldForAnother, judgeLending, type LendingRefusal, type OpenLoans } from '../rules/lending.ts'

/** What a patron may do with a copy at a branch, and by which rows of the rules. */
export type WhatMay = {
  title: string
  patronCategory: string
  itemCategory: string
  /** Why it is not lent; null: it is. */
  lending: LendingRefusal[]
  loan: LoanRule
  open: OpenLoans
  /** Everything for which the title is not reserved; empty: it can be. */
  holding: OrderRefusal[]
  hold: HoldRule
  openHolds: { all: number; ofCategory: number }
  blockedFrom: Ruled<number>
}

/**
 * この人はこの資料を…: asks the very judges that the desk and the orders ask, and changes nothing. Nothing of the patron is told
 * but their category and their counts.
 */
export async function whatMay(
  library: Library,
  actor: Actor,
  asked: { cardNumber: string; barcode: string; branchId: BranchId },
): Promise<Outcome<WhatMay, { why: 'unknownCard' } | { why: 'unknownItem' }>> {
  const desk = deskOf(library, actor)
  const { policy } = library
  return transact(library.db, async tx => {
    const number = readCardNumber(asked.cardNumber)
    const patronId = number === null ? null : await findPatronByCard(tx, number)
    if (patronId === null) return refused({ why: 'unknownCard' })
    const item = await lockScannedItem(tx, readBarcode(asked.barcode))
    if (!item) return refused({ why: 'unknownItem' })
    const at = { branchId: asked.branchId, stopId: null }
    const facts = await loadLoanFacts(tx, desk, patronId, item, at)
    const order = {
      id: OrderId(newId()),
      kind: 'ordinary' as const,
      bibIds: [item.bibId],
      pickup: at,
      contact: 'self' as const,
    }
    const orderFacts = await loadOrderFacts(tx, desk, patronId, order)
    const { category } = facts.standing
    const holder = item.heldBy === null ? null : await lockHold(tx, item.heldBy)
    return done({
      title: item.title,
      patronCategory: category,
      itemCategory: item.category,
      lending: judgeLending(
        policy,
        { ...facts, item, patronId, heldFor: heldForAnother(holder, patronId) },
        desk.today,
      ),
      loan: loanRuleOf(policy, { patron: category, item: item.category, branch: asked.branchId }),
      open: facts.open,
      holding: judgeOrder(policy, order, { ...orderFacts, pickup: 'open' }, desk.now, 'counter'),
      hold: holdRuleOf(policy, { patron: category, item: item.category, branch: item.homeBranchId }),
      openHolds: { all: orderFacts.open, ofCategory: orderFacts.openOf.get(item.category) ?? 0 },
      blockedFrom: blockedFromOverdueDays(policy, category),
    })
  })
}
